/** The output of `npm run judge` in public/judge/: for each data set a description `SET.json`, and the weights. */
import * as v from 'valibot';
import { DataError } from '../data/dataError.ts';
import { describedFileSchema, loadDescribed } from '../data/describedFile.ts';
import type { FetchBytes } from '../data/fetchBytes.ts';
import { JUDGED_SETS, type JudgedSet } from '../data/judgedSets.ts';

const schema = v.object({
  /** The command that made these files. */
  command: v.string(),
  dataset: v.picklist(JUDGED_SETS),
  steps: v.number(),
  /** Share of the 10,000 test pictures that it reads as what they are. */
  accuracy: v.number(),
  /** Features are multiplied by it, so that the floor, of 512 real pictures beside 512 others, is 8. */
  featureScale: v.number(),
  weights: describedFileSchema,
});
export type JudgeInfo = v.InferOutput<typeof schema>;

export interface JudgeFile {
  readonly info: JudgeInfo;
  /** safetensors. */
  readonly weights: Uint8Array;
}

export const judgeFileName = (dataset: JudgedSet): string => `${dataset}.json`;

const ADVICE = 'Reload the page; if you serve it yourself, run "npm run build" again.';

/** @throws DataError if a file cannot be loaded, parsed, or has another hash. */
export async function loadJudge(dataset: JudgedSet, fetchBytes: FetchBytes): Promise<JudgeFile> {
  const bytes = await fetchBytes(judgeFileName(dataset), () => {});
  const info = parse(bytes);
  return { info, weights: await loadDescribed(info.weights, 'the judge', ADVICE, fetchBytes) };
}

function parse(bytes: Uint8Array): JudgeInfo {
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new DataError('The description of the judge cannot be read.', ADVICE, { cause });
  }
}

/**
 * The output of `npm run pretrain` in public/pretrained/: `model.json`, which describes the files and how they were made,
 * the weights, and the recorded reverse process.
 */
import * as v from 'valibot';
import { DataError } from './dataError.ts';
import { describedFileSchema, loadDescribed } from './describedFile.ts';
import type { FetchBytes } from './fetchBytes.ts';

export const PRETRAINED_FILE = 'model.json';

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const schema = v.object({
  /** The command that made these files. */
  command: v.string(),
  /** The settings of the run that trained it. */
  config: v.record(v.string(), v.unknown()),
  steps: natural,
  /** Mean squared error on 512 test images, see `evaluationLoss`. */
  evaluationLoss: v.number(),
  weights: describedFileSchema,
  /** The settings of the recorded sampling. */
  recordedWith: v.record(v.string(), v.unknown()),
  recording: describedFileSchema,
});
export type PretrainedInfo = v.InferOutput<typeof schema>;

/** The network, without the recording. */
export type PretrainedNetwork = Omit<PretrainedInfo, 'recordedWith' | 'recording'>;

/** What the page shows about the pretrained network. */
export type PretrainedReport = Pick<PretrainedNetwork, 'steps' | 'evaluationLoss'>;

const ADVICE = 'Everything else works: train your own network.';

/** @throws DataError if the file cannot be loaded or parsed. */
export async function loadPretrainedInfo(fetchBytes: FetchBytes): Promise<PretrainedInfo> {
  const bytes = await fetchBytes(PRETRAINED_FILE, () => {});
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new DataError('The description of the pretrained network cannot be read.', ADVICE, { cause });
  }
}

/** @throws DataError if the file cannot be loaded or has another hash. */
export const loadPretrainedPart = (
  info: PretrainedInfo,
  part: 'weights' | 'recording',
  fetchBytes: FetchBytes,
): Promise<Uint8Array<ArrayBuffer>> =>
  loadDescribed(info[part], 'the pretrained network', ADVICE, fetchBytes);

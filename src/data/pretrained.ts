/**
 * The output of `npm run pretrain` in public/pretrained/: `model.json`, which describes the files and how they were made,
 * the weights, and the recorded reverse process.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { DataError } from './dataError.ts';
import type { FetchBytes } from './fetchBytes.ts';

export const PRETRAINED_FILE = 'model.json';

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A plain name in the same folder, so the file can never point elsewhere. */
const fileSchema = v.object({
  file: v.pipe(v.string(), v.regex(/^[a-z]+[.][a-z]+$/)),
  bytes: natural,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
const schema = v.object({
  /** The command that made these files. */
  command: v.string(),
  /** The settings of the run that trained it. */
  config: v.record(v.string(), v.unknown()),
  steps: natural,
  /** Mean squared error on 512 test images, see `evaluationLoss`. */
  evaluationLoss: v.number(),
  weights: fileSchema,
  /** The settings of the recorded sampling. */
  recordedWith: v.record(v.string(), v.unknown()),
  recording: fileSchema,
});
export type PretrainedInfo = v.InferOutput<typeof schema>;

/** The network, without the recording. */
export type PretrainedNetwork = Omit<PretrainedInfo, 'recordedWith' | 'recording'>;

/** What the page shows about the pretrained network. */
export type PretrainedReport = Pick<PretrainedNetwork, 'steps' | 'evaluationLoss'>;

const ADVICE = 'Everything else works: train a network of your own.';

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
export async function loadPretrainedPart(
  info: PretrainedInfo,
  part: 'weights' | 'recording',
  fetchBytes: FetchBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const { file, bytes: size, sha256: expected } = info[part];
  const bytes = await fetchBytes(file, () => {});
  if (bytes.length !== size || bytesToHex(sha256(bytes)) !== expected) {
    throw new DataError(`The file ${file} of the pretrained network is damaged.`, ADVICE);
  }
  return bytes;
}

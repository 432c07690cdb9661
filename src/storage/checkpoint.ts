/** All that a run needs to resume exactly, as the bytes of one safetensors file. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { parseRunConfig } from '../config/parseRunConfig.ts';
import { RUN_CONFIG_VERSION, type RunConfig } from '../config/runConfig.ts';
import { CONFIG_VERSIONS } from '../config/versions.ts';
import type { Stored } from '../data/shape.ts';
import { type NamedTensor, readSafetensors, writeSafetensors } from '../nn/safetensors.ts';
import type { Environment } from './tables.ts';

/** The vectors of a training state, each [P]. */
const VECTORS = ['params', 'ema', 'adamM', 'adamV'] as const;

export interface Checkpoint {
  readonly config: RunConfig;
  /** Steps done. */
  readonly step: number;
  readonly params: Float32Array;
  readonly ema: Float32Array;
  readonly adamM: Float32Array;
  readonly adamV: Float32Array;
  /** Of the last steps up to `step`; of all steps if the run was trained here. */
  readonly losses: Float32Array;
  readonly imagesSeen: number;
  /** Of the training images, in hexadecimal. */
  readonly dataSha256: string;
  readonly maker: Environment;
}

/** A stored or imported checkpoint cannot be used. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

const FORMAT = 'diffusion-playground-checkpoint';

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(1000));
const stateSchema = v.strictObject({
  version: v.picklist(CONFIG_VERSIONS, 'it is of another version'),
  step: natural,
  imagesSeen: natural,
  dataSha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  maker: v.strictObject({ build: text, device: text, browser: text }),
  config: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});

export const hashOf = ({ buffer, byteOffset, byteLength }: Stored): string =>
  bytesToHex(sha256(new Uint8Array(buffer, byteOffset, byteLength)));

export function packCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const { losses, step, imagesSeen, dataSha256, maker, config } = checkpoint;
  const tensors = new Map<string, NamedTensor>();
  for (const name of VECTORS) {
    tensors.set(name, { shape: [checkpoint[name].length], data: checkpoint[name] });
  }
  tensors.set('losses', { shape: [losses.length], data: losses });
  const state = { version: RUN_CONFIG_VERSION, step, imagesSeen, dataSha256, maker, config };
  return writeSafetensors(tensors, { format: FORMAT, state: JSON.stringify(state) });
}

/** @throws CheckpointError only, saying what is wrong. */
export function unpackCheckpoint(bytes: Uint8Array): Checkpoint {
  const refuse = (what: string): never => {
    throw new CheckpointError(`This checkpoint cannot be used: ${what}.`);
  };
  const file = (() => {
    try {
      return readSafetensors(bytes);
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error));
    }
  })();
  if (file.metadata.format !== FORMAT) refuse('it does not say that it is one');
  const state = readState(file.metadata.state ?? '', refuse);
  const { config, problems } = parseRunConfig(state.config, state.version);
  if (problems.length > 0) refuse(problems.join(' '));
  const vector = (name: string): Float32Array => {
    const { data, shape } = file.tensors.get(name) ?? refuse(`it has no '${name}'`);
    if (shape.length !== 1) refuse(`'${name}' is not a vector`);
    // A loss may have been infinite for a while; a weight never.
    if (name !== 'losses' && !data.every(Number.isFinite))
      refuse(`'${name}' holds a value that is not finite`);
    return data;
  };
  const [params, ema, adamM, adamV, losses] = [...VECTORS, 'losses'].map(vector);
  if ([ema, adamM, adamV].some(moment => moment!.length !== params!.length)) {
    refuse('its vectors are not of one length');
  }
  if (file.tensors.size !== VECTORS.length + 1) refuse('it holds something else too');
  if (losses!.length > state.step) refuse('it has more losses than steps');
  const { step, imagesSeen, dataSha256, maker } = state;
  return {
    config,
    step,
    imagesSeen,
    dataSha256,
    maker,
    params: params!,
    ema: ema!,
    adamM: adamM!,
    adamV: adamV!,
    losses: losses!,
  };
}

function readState(json: string, refuse: (what: string) => never): v.InferOutput<typeof stateSchema> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return refuse('what it says about itself is not JSON');
  }
  const result = v.safeParse(stateSchema, parsed);
  if (result.success) return result.output;
  const [issue] = result.issues;
  return refuse(`${v.getDotPath(issue) ?? 'state'}: ${issue.message}`);
}

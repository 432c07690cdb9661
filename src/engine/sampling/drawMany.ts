/** Draws more pictures than fit into one batch, to be counted rather than looked at. */
import { formatClasses } from '../../config/classSequence.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { unitToBytes } from '../../data/normalise.ts';
import { shapeOf } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import type { Denoiser } from './keptDenoiser.ts';
import { samplingSteps } from './samplingSteps.ts';

const BATCH = 64;

export interface ManyOrder {
  readonly config: RunConfig;
  readonly count: number;
  /** The class that each picture is asked for [count], of a network that is told it; null for `config.sampleDigits` in turn. */
  readonly asked: Uint8Array | null;
}

export interface ManyDrawn {
  /** [count, height, width, channels]. */
  readonly pictures: Uint8Array;
  /** How often the network was asked for each picture. */
  readonly calls: number;
}

/**
 * Yields the share that is done after each step of the sampler, and returns the pictures. The noise is that of `config.seed`,
 * the same at each call.
 */
export async function* drawMany(
  { process, network }: Denoiser,
  { config, count, asked }: ManyOrder,
): AsyncGenerator<number, ManyDrawn> {
  const size = sizeOf(shapeOf(config));
  const pictures = new Uint8Array(count * size);
  let calls = 0;
  for (let first = 0, batch = 0; first < count; first += BATCH, batch++) {
    const here = Math.min(BATCH, count - first);
    // Each batch has a seed, and so noise, of its own; of `sampleDigits` each picture takes one.
    const seed = (config.seed + batch) % 2 ** 32;
    const sampleDigits = asked
      ? formatClasses([...asked.subarray(first, first + here)])
      : config.sampleDigits;
    const order = { config: { ...config, seed, sampleDigits } };
    for await (const { seq, total, row, xPrev } of samplingSteps(
      order,
      process,
      network,
      here,
      'evaluation',
    )) {
      if (batch === 0) calls += row.corrector ? 2 : 1;
      if (seq === total - 1) pictures.set(unitToBytes(xPrev), first * size);
      yield (first + (here * (seq + 1)) / total) / count;
    }
  }
  return { pictures, calls };
}

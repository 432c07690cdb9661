/**
 * Random numbers by name: the same seed, stream and step always give the same numbers. The key is (seed, stream), the
 * counter holds the position and the step.
 */
import { philox4x32 } from './philox.ts';

/** One stream per purpose, so no two draw the same numbers. Never renumber: links promise the same run. */
export const RANDOM_STREAMS = {
  init: 0,
  batch: 1,
  timestep: 2,
  noise: 3,
  augment: 4,
  sample: 5,
  preview: 6,
  forward: 7,
  evaluation: 8,
  label: 9,
  known: 10,
  paint: 11,
  floor: 12,
  shapes: 13,
  flip: 14,
  points: 15,
} as const;
export type Stream = keyof typeof RANDOM_STREAMS;

const words = new Uint32Array(4);

/** Never 0 and never 1, even as a float32: 23 bits and a half. */
const toUniform = (word: number): number => ((word >>> 9) + 0.5) * 2 ** -23;

/** Fills `out` with numbers uniform in the open interval (0, 1). */
export function uniforms(seed: number, stream: Stream, step: number, out: Float32Array): Float32Array {
  for (let i = 0; i < out.length; i += 4) {
    philox4x32(i / 4, 0, step, 0, seed, RANDOM_STREAMS[stream], words);
    // In the last group, writes past the end of the typed array are ignored, here and below.
    for (let j = 0; j < 4; j++) out[i + j] = toUniform(words[j]!);
  }
  return out;
}

/** Fills `out` with standard normal numbers (Box & Muller 1958), two from each pair of words. */
export function gaussians(seed: number, stream: Stream, step: number, out: Float32Array): Float32Array {
  for (let i = 0; i < out.length; i += 4) {
    philox4x32(i / 4, 0, step, 0, seed, RANDOM_STREAMS[stream], words);
    for (let j = 0; j < 4; j += 2) {
      const radius = Math.sqrt(-2 * Math.log(toUniform(words[j]!)));
      const angle = 2 * Math.PI * toUniform(words[j + 1]!);
      out[i + j] = radius * Math.cos(angle);
      out[i + j + 1] = radius * Math.sin(angle);
    }
  }
  return out;
}

/** Fills `out` with integers uniform in 0..bound-1; the bias is below bound / 2^32. */
export function integers(
  seed: number,
  stream: Stream,
  step: number,
  bound: number,
  out: Int32Array,
): Int32Array {
  for (let i = 0; i < out.length; i += 4) {
    philox4x32(i / 4, 0, step, 0, seed, RANDOM_STREAMS[stream], words);
    for (let j = 0; j < 4; j++) out[i + j] = Math.floor((words[j]! / 2 ** 32) * bound);
  }
  return out;
}

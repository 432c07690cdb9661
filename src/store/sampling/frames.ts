/** Frames of a sampling, kept as bytes: a quarter of the floats' memory. */
import type { Shape } from '../../data/shape.ts';
import type { SamplerRow } from '../../diffusion/samplerRow.ts';
import type { SampleFrame } from '../../engine/sampling/sample.ts';

export const VIEWS = ['xt', 'x0Hat', 'epsHat'] as const;
export type View = (typeof VIEWS)[number];

/**
 * What to keep of a sampling: the 'pictures' of every frame; those and the 'numbers' behind them, to continue from or
 * compare; or only the 'newest' frame.
 */
export type Keeps = 'pictures' | 'numbers' | 'newest';

/** The range of numbers shown from black to white. Noise reaches further than data. */
const RANGE: { readonly [K in View]: number } = { xt: 1, x0Hat: 1, epsHat: 3 };

export interface StoredFrame {
  readonly seq: number;
  readonly row: SamplerRow;
  /** Each [count, height, width, channels] bytes, ready to be drawn. */
  readonly pictures: { readonly [K in View]: Uint8ClampedArray };
  /** The noise that the step added, on the scale of epsHat; null if it added none. */
  readonly z: Uint8ClampedArray | null;
  /** The numbers behind the pictures, if they are kept. */
  readonly numbers: { readonly xt: Float32Array; readonly x0Hat: Float32Array } | null;
}

export interface Frames {
  readonly frames: readonly StoredFrame[];
  /** Frames in the whole sampling; 0 before the first. */
  readonly total: number;
  /** Pictures per frame. */
  readonly count: number;
  readonly shape: Shape;
  /** The finished pictures, once the last step is done. */
  readonly result: Uint8ClampedArray | null;
  /** The finished pictures as numbers. */
  readonly resultNumbers: Float32Array | null;
}

export const NO_FRAMES: Frames = {
  frames: [],
  total: 0,
  count: 0,
  shape: { height: 1, width: 1, channels: 1 },
  result: null,
  resultNumbers: null,
};

/** -range..range to 0..255. The typed array clamps and rounds. */
export function toBytes(values: Float32Array, range: number): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(values.length);
  for (let i = 0; i < values.length; i++) bytes[i] = (values[i]! / range + 1) * 127.5;
  return bytes;
}

export function withFrame(before: Frames, frame: SampleFrame, shape: Shape, keeps: Keeps): Frames {
  const { seq, row, total, count, xt, x0Hat, xPrev, z } = frame;
  const picture = (view: View) => toBytes(frame[view], RANGE[view]);
  const stored: StoredFrame = {
    seq,
    row,
    pictures: { xt: picture('xt'), x0Hat: picture('x0Hat'), epsHat: picture('epsHat') },
    z: z && toBytes(z, RANGE.epsHat),
    numbers: keeps === 'numbers' ? { xt, x0Hat } : null,
  };
  const last = seq === total - 1;
  return {
    frames: keeps === 'newest' ? [stored] : [...before.frames, stored],
    total,
    count,
    shape,
    result: last ? toBytes(xPrev, RANGE.xt) : null,
    resultNumbers: last ? xPrev : null,
  };
}

export interface RecordedFrame {
  /** Index of the noise level; null for the finished pictures. */
  readonly t: number | null;
  /** [count, height, width, channels] each. */
  readonly xt: Uint8ClampedArray;
  readonly x0Hat: Uint8ClampedArray;
}

export interface RecordedProcess {
  readonly count: number;
  readonly shape: Shape;
  /** Number of frames. */
  readonly length: number;
  /** From noise, 0, to the finished pictures, `length` - 1. Computed with those before it when first asked for. */
  frame(index: number): RecordedFrame;
  /** Training steps of the network that drew. */
  readonly trainedSteps: number;
}

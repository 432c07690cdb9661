/** The frames of the last sampling, outside React's state: a thousand of them would drown it. */
import type { SamplerRow } from '../diffusion/samplerRow.ts';
import type { SampleFrame } from '../protocol/messages.ts';

export const VIEWS = ['xt', 'x0Hat', 'epsHat'] as const;
export type View = (typeof VIEWS)[number];

/** The range of numbers that goes from black to white. Noise reaches further than data. */
const RANGE: { readonly [K in View]: number } = { xt: 1, x0Hat: 1, epsHat: 3 };

export interface StoredFrame {
  readonly seq: number;
  readonly row: SamplerRow;
  /** Each [count, 28, 28] bytes, ready to be drawn. */
  readonly pictures: { readonly [K in View]: Uint8ClampedArray };
}

/** -range..range to 0..255. A typed array clamps and rounds by itself. */
export function toGrey(values: Float32Array, range: number): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(values.length);
  for (let i = 0; i < values.length; i++) grey[i] = (values[i]! / range + 1) * 127.5;
  return grey;
}

export class FrameStore {
  frames: StoredFrame[] = [];
  /** Frames that this sampling will have; 0 before the first. */
  total = 0;
  count = 0;
  /** The finished pictures, once the last step is done. */
  result: Uint8ClampedArray | null = null;
  private readonly listeners = new Set<() => void>();
  private changes = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Rises with every change: what a subscriber compares. */
  readonly version = (): number => this.changes;

  clear(): void {
    this.frames = [];
    this.total = 0;
    this.result = null;
    this.changed();
  }

  /** Floats become bytes at once, a quarter of the memory. */
  add(frame: SampleFrame): void {
    const picture = (view: View) => toGrey(frame[view], RANGE[view]);
    this.frames.push({
      seq: frame.seq,
      row: frame.row,
      pictures: { xt: picture('xt'), x0Hat: picture('x0Hat'), epsHat: picture('epsHat') },
    });
    this.total = frame.total;
    this.count = frame.count;
    if (frame.seq === frame.total - 1) this.result = toGrey(frame.xPrev, RANGE.xt);
    this.changed();
  }

  private changed(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }
}

export const frameStore = new FrameStore();

/** The frames of the last sampling of each slot, outside React's state: a thousand of them would drown it. */
import type { SamplerRow } from '../diffusion/samplerRow.ts';
import type { SampleFrame } from '../protocol/messages.ts';

export const VIEWS = ['xt', 'x0Hat', 'epsHat'] as const;
export type View = (typeof VIEWS)[number];

/**
 * What a slot keeps: 'pictures' of every frame, those and the 'numbers' that they were made of, to go on from or to
 * compare, or only the 'newest' frame.
 */
type Keeps = 'pictures' | 'numbers' | 'newest';

/**
 * Places for samplings that are shown at the same time; a new one takes the place of the last. `main` is the one of the
 * Generate panel, and each experiment has its own.
 */
const KEEPS = {
  main: 'pictures',
  original: 'numbers',
  fork: 'pictures',
  picture: 'newest',
  filled: 'newest',
  left: 'numbers',
  right: 'numbers',
  number: 'newest',
  guidance0: 'newest',
  guidance1: 'newest',
  guidance3: 'newest',
  guidance7: 'newest',
  timeMachine: 'pictures',
  byNetwork: 'newest',
  byExact: 'newest',
} as const satisfies Readonly<Record<string, Keeps>>;
export type Slot = keyof typeof KEEPS;
export const SLOTS = Object.keys(KEEPS) as Slot[];

/** The range of numbers that goes from black to white. Noise reaches further than data. */
const RANGE: { readonly [K in View]: number } = { xt: 1, x0Hat: 1, epsHat: 3 };

export interface StoredFrame {
  readonly seq: number;
  readonly row: SamplerRow;
  /** Each [count, 28, 28] bytes, ready to be drawn. */
  readonly pictures: { readonly [K in View]: Uint8ClampedArray };
  /** The noise that the step added, drawn as epsHat is; null where it added none. */
  readonly z: Uint8ClampedArray | null;
  /** What the pictures were made of, where the slot keeps it. */
  readonly numbers: { readonly xt: Float32Array; readonly x0Hat: Float32Array } | null;
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
  /** The same as numbers. */
  resultNumbers: Float32Array | null = null;
  private readonly listeners = new Set<() => void>();
  private changes = 0;

  constructor(private readonly keeps: Keeps) {}

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
    this.resultNumbers = null;
    this.changed();
  }

  /** Floats become bytes at once, a quarter of the memory. */
  add(frame: SampleFrame): void {
    const { xt, x0Hat, xPrev, z } = frame;
    const picture = (view: View) => toGrey(frame[view], RANGE[view]);
    if (this.keeps === 'newest') this.frames = [];
    this.frames.push({
      seq: frame.seq,
      row: frame.row,
      pictures: { xt: picture('xt'), x0Hat: picture('x0Hat'), epsHat: picture('epsHat') },
      z: z && toGrey(z, RANGE.epsHat),
      numbers: this.keeps === 'numbers' ? { xt, x0Hat } : null,
    });
    this.total = frame.total;
    this.count = frame.count;
    if (frame.seq === frame.total - 1) {
      this.result = toGrey(xPrev, RANGE.xt);
      this.resultNumbers = xPrev;
    }
    this.changed();
  }

  private changed(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }
}

const STORES = Object.fromEntries(SLOTS.map(slot => [slot, new FrameStore(KEEPS[slot])])) as {
  readonly [K in Slot]: FrameStore;
};

export const framesOf = (slot: Slot): FrameStore => STORES[slot];

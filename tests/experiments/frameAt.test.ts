import { expect, it } from 'vitest';
import { frameAt, nearestCommonLevel } from '../../src/experiments/sideBySide/frameAt.ts';
import type { StoredFrame } from '../../src/store/sampling/frames.ts';

const pictures = {
  xt: new Uint8ClampedArray(),
  x0Hat: new Uint8ClampedArray(),
  epsHat: new Uint8ClampedArray(),
};
const row = { modelTime: 0, signal: 1, noise: 0, signalPrev: 1, noisePrev: 0 } as const;
const zeros = { cXt: 0, cX0: 0, cX0Prev: 0, cX0Prev2: 0, cEps: 0, cNoise: 0 } as const;
const frames = (...times: number[]): StoredFrame[] =>
  times.map((t, seq) => ({ seq, row: { t, ...row, ...zeros }, pictures, z: null, numbers: null }));

it('stands at the last visited level that is not below t', () => {
  const four = frames(999, 749, 499, 249);
  const at = (t: number) => frameAt(four, true, t)?.frame.row.t;
  expect([999, 998, 750, 749, 748, 249, 0].map(at)).toEqual([999, 999, 999, 749, 749, 249, 249]);
});

it('brings two samplings of different length to the same t', () => {
  const [few, many] = [frames(999, 499), frames(999, 899, 799, 699, 599, 499, 399)];
  for (const t of [999, 499]) {
    expect(frameAt(few, true, t)?.frame.row.t).toBe(t);
    expect(frameAt(many, true, t)?.frame.row.t).toBe(t);
  }
});

it('is at its first level where t is above it, and at its end only when it has ended', () => {
  const two = frames(900, 450);
  expect(frameAt(two, true, 999)?.frame.row.t).toBe(900);
  expect(frameAt(two, true, -1)).toMatchObject({ ended: true });
  expect(frameAt(two, false, -1)).toMatchObject({ ended: false, frame: { seq: 1 } });
  expect(frameAt([], false, 5)).toBeNull();
});

it('finds the nearest level that both samplings visit', () => {
  const [few, many] = [frames(999, 799, 599, 399, 199), frames(999, 959, 919, 799, 599, 39)];
  expect([999, 959, 880, 700, 0].map(t => nearestCommonLevel(few, many, t))).toEqual([
    999, 999, 799, 799, 599,
  ]);
  expect(nearestCommonLevel(frames(999), frames(959), 980)).toBeNull();
});

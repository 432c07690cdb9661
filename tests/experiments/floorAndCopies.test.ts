/** The figures behind the experiments about the loss floor and about copying. */
import { describe, expect, it } from 'vitest';
import type { Floor } from '../../src/experiments/floor/engine/floorJob.ts';
import { bothCurves, logRange } from '../../src/experiments/floor/floorCurves.ts';
import { floorRows, summary } from '../../src/experiments/floor/floorRows.ts';
import { copyFigures, copyMark, histogram, quantile } from '../../src/experiments/memory/verdict.ts';

describe('floorRows', () => {
  const recent = { T: 100, loss: Float64Array.of(0.5, Number.NaN), images: Float64Array.of(7, 0) };
  const floor: Floor = {
    draws: 2,
    of: 2,
    members: 3,
    times: Int32Array.of(10, 30, 60, 90),
    loss: Float64Array.of(0.1, 0.3, 0.4, 0.8),
    standardError: Float64Array.of(0.01, 0.03, 0, 0.2),
  };

  it('sets beside each loss the mean of the floor over its levels', () => {
    const [low, high] = floorRows(recent, floor);
    expect(low).toEqual({ from: 0, to: 49, loss: 0.5, images: 7, floor: 0.2, floorError: 0.02 });
    expect([high!.from, high!.to]).toEqual([50, 99]);
    expect(high!.floor).toBeCloseTo(0.6, 12);
  });

  it('knows no floor before it is measured', () => {
    expect(floorRows(recent, null).map(row => row.floor)).toEqual([null, null]);
    expect(summary(floorRows(recent, null), null)).toEqual({ loss: 0.5, floor: null, floorError: null });
  });

  it('sums up over all levels', () => {
    const { loss, floor: mean } = summary(floorRows(recent, floor), floor);
    expect(loss).toBe(0.5);
    expect(mean).toBeCloseTo(0.4, 12);
  });
});

describe('the floor on a logarithmic axis', () => {
  const rows = [0, 1, 2].map(from => ({
    from,
    to: from,
    loss: 0.2,
    images: 9,
    floor: null,
    floorError: null,
  }));
  const floor: Floor = {
    draws: 2,
    of: 2,
    members: 3,
    times: Int32Array.of(0, 1, 2),
    loss: Float64Array.of(0, 1e-9, 0.1),
    standardError: Float64Array.of(0, 0, 0.02),
  };

  it('is drawn where it is, and leaves the chart where it nears zero', () => {
    const [times, loss, least, above, below] = bothCurves(rows, floor);
    expect([times, least]).toEqual([
      [0, 1, 2],
      [0, 1e-9, 0.1],
    ]);
    expect([above[2], below[2]]).toEqual([0.1 + 0.02, 0.1 - 0.02]);
    const [low, high] = logRange(loss, least);
    expect(least.map(value => value! < low)).toEqual([true, true, false]);
    expect([low, high]).toEqual([1e-3, 1]);
  });

  it('has an axis before there is anything to see', () => {
    expect(logRange([null], [null])).toEqual([0.01, 1]);
    expect(logRange([null], [0])).toEqual([0.01, 1]);
    expect(logRange([null, null], [0, 0.5])).toEqual([1e-3, 1]);
  });
});

describe('copies', () => {
  it('are nearer than all but one in a hundred of the held-out pictures', () => {
    const heldOut = Float32Array.from({ length: 101 }, (_, i) => 1 - i / 1000);
    const mark = copyMark(heldOut);
    expect(mark).toBeCloseTo(0.901, 6);
    const figures = copyFigures(Float32Array.of(0.1, 0.5, 0.95), mark);
    expect(figures).toEqual({ median: 0.5, copies: 2, count: 3 });
  });

  it('cannot be told where there is nothing to compare with', () => {
    expect(copyFigures(Float32Array.of(0, 0), Number.NaN).copies).toBe(0);
  });

  it('have quantiles between their neighbours', () => {
    expect(quantile(Float32Array.of(4, 1, 2), 0.75)).toBe(3);
    expect(quantile(Float32Array.of(4), 0.01)).toBe(4);
  });

  it('fall into equal parts, the last of which holds what lies beyond', () => {
    expect(histogram(Float32Array.of(0, 0.1, 0.5, 3), 2, 1)).toEqual([0.5, 0.5]);
  });
});

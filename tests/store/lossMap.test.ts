import { describe, expect, it } from 'vitest';
import { LossMap } from '../../src/store/training/lossMap.ts';

/** The steps first+1..last, one image each at t = step % T, with the step's number as its loss. */
function steps(first: number, last: number, T: number) {
  const numbers = Array.from({ length: last - first }, (_, i) => first + i + 1);
  return {
    step: last,
    losses: Float32Array.from(numbers),
    times: Int32Array.from(numbers, step => step % T),
    lossByImage: Float32Array.from(numbers),
  };
}

describe('LossMap', () => {
  it('keeps the mean of every cell', () => {
    const map = new LossMap();
    const T = 1000;
    // Two steps of two images: t = 0 and 999 in the first, both at t = 60 in the second.
    const event = {
      step: 2,
      losses: Float32Array.of(1, 2),
      times: Int32Array.of(0, 999, 60, 60),
      lossByImage: Float32Array.of(4, 0.5, 1, 2),
    };
    map.append(event, T);
    const { rows, columns, loss } = map.view();
    expect([rows, columns]).toEqual([20, 1]);
    expect([loss[0], loss[1], loss[19]]).toEqual([4, 1.5, 0.5]);
    expect(loss[2]).toBeNaN();
  });

  it('has a row for each level where there are few', () => {
    const map = new LossMap();
    map.append(steps(0, 10, 10), 10);
    const { rows, columns, loss } = map.view();
    expect([rows, columns]).toEqual([10, 2]);
    // Steps 1..8 in the first column, 9 and 10 in the second.
    const none = Number.NaN;
    expect([...loss.subarray(0, 10)]).toEqual([none, 1, 2, 3, 4, 5, 6, 7, 8, none]);
    expect([...loss.subarray(10)]).toEqual([10, ...new Array(8).fill(none), 9]);
  });

  it('doubles its stretches rather than its columns, and loses nothing', () => {
    const map = new LossMap();
    for (let first = 0; first < 5000; first += 100) map.append(steps(first, first + 100, 1), 1);
    const { stretch, columns, loss } = map.view();
    expect([stretch, columns]).toEqual([32, 157]);
    // Column c holds steps 32 c + 1 .. 32 c + 32, whose mean is 32 c + 16.5.
    expect(loss[0]).toBe(16.5);
    expect(loss[100]).toBe(3216.5);
    expect(loss[156]).toBe((4993 + 5000) / 2);
  });

  it('forgets what came after the step that training goes back to', () => {
    const map = new LossMap();
    map.append(steps(0, 40, 1), 1);
    map.append(steps(16, 24, 1), 1);
    expect([...map.view().loss]).toEqual([4.5, 12.5, 20.5]);
  });

  it('takes as many of the newest columns as every row needs', () => {
    const map = new LossMap();
    map.append(steps(0, 80, 2), 2);
    // Each column of eight steps holds four images of each row: three columns for ten.
    const { loss, images } = map.recent(10, 2);
    expect([...images]).toEqual([12, 12]);
    // Steps 57..80: the even ones at t = 0, the odd ones at t = 1.
    expect([...loss]).toEqual([69, 68]);
  });

  it('has rows without images before the first step', () => {
    const { loss, images } = new LossMap().recent(10, 1000);
    expect([...images]).toEqual(new Array(20).fill(0));
    expect(loss.every(Number.isNaN)).toBe(true);
  });
});

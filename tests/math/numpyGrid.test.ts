import { describe, expect, it } from 'vitest';
import { arange, linspace, roundHalfToEven } from '../../src/math/numpyGrid.ts';

describe('rounding', () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-0.5, 0],
    [-1.5, -2],
    [2.4999999999999996, 2],
    [2.5000000000000004, 3],
    [7, 7],
  ])('takes %d to %d, as numpy.round', (x, rounded) => {
    expect(roundHalfToEven(x)).toBe(rounded);
  });
});

describe('grids, whose last digits are those of numpy 2.4', () => {
  it('linspace', () => {
    expect([...linspace(0, 999, 28)].slice(5, 8)).toEqual([185, 222, 259]);
    expect([...linspace(0, 999, 15)].slice(6, 9)).toEqual([428.14285714285717, 499.5, 570.8571428571429]);
    expect([...linspace(3, 5, 1)]).toEqual([3]);
    expect([...linspace(1e-4, 0.02, 3)]).toEqual([0.0001, 0.01005, 0.02]);
  });

  it('arange', () => {
    expect([...arange(5, 0, -2)]).toEqual([5, 3, 1]);
    // Here 50 / (50 / 29) rounds up, and one more number comes out.
    expect(arange(50, 0, -50 / 29)).toHaveLength(30);
    expect(arange(1000, 0, -1000 / 48)[45]).toBe(62.499999999998295);
  });
});

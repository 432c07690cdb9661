import { describe, expect, it } from 'vitest';
import { heatColour, heatPixels, heatRange, heatShare, heatValue } from '../../src/render/heatMap.ts';

describe('heat map', () => {
  it('ranges over the positive numbers', () => {
    expect(heatRange(Float64Array.of(Number.NaN, 0.1, 10, 0, 1))).toEqual({ low: 0.1, high: 10 });
    expect(heatRange(Float64Array.of(Number.NaN))).toBeNull();
    const { low, high } = heatRange(Float64Array.of(2, 2))!;
    expect(high).toBeGreaterThan(low);
  });

  it('goes by powers', () => {
    const range = { low: 0.01, high: 1 };
    expect(heatShare(0.1, range)).toBeCloseTo(0.5, 12);
    expect(heatValue(0.5, range)).toBeCloseTo(0.1, 12);
    expect([heatShare(1e-9, range), heatShare(5, range)]).toEqual([0, 1]);
  });

  it('gets lighter all the way', () => {
    const lightness = Array.from({ length: 50 }, (_, i) => {
      const [red, green, blue] = heatColour(i / 49);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    for (let i = 1; i < lightness.length; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1]!);
  });

  it('has row 0 at the bottom, and nothing where there is no number', () => {
    // Two columns of two rows: (1, 10) and (NaN, 1).
    const data = heatPixels(Float64Array.of(1, 10, Number.NaN, 1), 2, { low: 1, high: 10 });
    const pixel = (x: number, y: number) => [...data.subarray(4 * (2 * y + x), 4 * (2 * y + x) + 4)];
    expect(pixel(0, 1)).toEqual([...heatColour(0), 255]);
    expect(pixel(0, 0)).toEqual([...heatColour(1), 255]);
    expect(pixel(1, 1)).toEqual([0, 0, 0, 0]);
    expect(pixel(1, 0)).toEqual([...heatColour(0), 255]);
  });
});

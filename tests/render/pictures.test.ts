import { describe, expect, it } from 'vitest';
import { gridPixels } from '../../src/render/pictures.ts';
import { PIXELS, SHAPE, SIDE } from '../data/mnistSize.ts';

describe('gridPixels', () => {
  it('puts each picture in its place as opaque greys, with transparent gaps between them', () => {
    const bytes = Uint8Array.from({ length: 3 * PIXELS }, (_, i) => (i * 7) % 256);
    const { width, height, data } = gridPixels(bytes, SHAPE, 3, 2);
    expect([width, height]).toEqual([58, 58]);
    const at = (x: number, y: number) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
    const grey = (n: number, x: number, y: number) => {
      const value = bytes[n * PIXELS + y * SIDE + x]!;
      return [value, value, value, 255];
    };
    expect(at(0, 0)).toEqual(grey(0, 0, 0));
    expect(at(27, 13)).toEqual(grey(0, 27, 13));
    expect(at(30, 0)).toEqual(grey(1, 0, 0));
    expect(at(57, 27)).toEqual(grey(1, 27, 27));
    expect(at(5, 35)).toEqual(grey(2, 5, 5));
    expect(at(28, 3)).toEqual([0, 0, 0, 0]);
    expect(at(40, 40)).toEqual([0, 0, 0, 0]);
  });

  it('gives each channel of a colour its own place, in pictures that are not square', () => {
    const shape = { height: 2, width: 1, channels: 3 };
    const { width, height, data } = gridPixels(
      Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
      shape,
      2,
      2,
    );
    expect([width, height]).toEqual([4, 2]);
    expect([...data.subarray(0, 4)]).toEqual([1, 2, 3, 255]);
    expect([...data.subarray(4, 12)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...data.subarray(12, 20)]).toEqual([7, 8, 9, 255, 4, 5, 6, 255]);
  });
});

import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { readImageSize } from '../../src/data/imageHeader.ts';

const bytes = (...parts: (number[] | Buffer)[]) =>
  new Uint8Array(Buffer.concat(parts.map(part => Buffer.from(part))));
const START = [0xff, 0xd8];
/** A comment segment that holds the bytes of a false frame header. */
const COMMENT = [0xff, 0xfe, 0, 9, 0xff, 0xc0, 0, 1, 0, 1, 0];
const TABLE = [0xff, 0xc4, 0, 4, 1, 2];
const frame = (marker: number) => [0xff, marker, 0, 17, 8, 0x01, 0x02, 0x03, 0x04];
const SIZE = { width: 0x0304, height: 0x0102 };

describe('readImageSize', () => {
  it('reads a PNG', () => {
    const png = PNG.sync.write(new PNG({ width: 300, height: 17 }));
    expect(readImageSize(bytes(png))).toEqual({ width: 300, height: 17 });
  });

  it('reads the size that a PNG claims, however large', () => {
    const png = PNG.sync.write(new PNG({ width: 1, height: 1 }));
    png.writeUInt32BE(0x7fffffff, 16);
    expect(readImageSize(bytes(png))?.width).toBe(0x7fffffff);
  });

  it.each([0xc0, 0xc1, 0xc2, 0xcf])('reads a JPEG with frame header %i after other segments', marker => {
    expect(readImageSize(bytes(START, COMMENT, TABLE, [0xff], frame(marker)))).toEqual(SIZE);
  });

  it.each([
    ['nothing', bytes()],
    ['text', bytes(Buffer.from('GIF89a and so on'))],
    ['a PNG cut short', bytes(PNG.sync.write(new PNG({ width: 1, height: 1 })).subarray(0, 20))],
    ['a JPEG without a frame', bytes(START, COMMENT, TABLE)],
    ['a JPEG with garbage between segments', bytes(START, COMMENT, [1, 2, 3], frame(0xc0))],
  ])('gives null for %s', (_, file) => {
    expect(readImageSize(file)).toBeNull();
  });

  it('ends, and throws nothing, on any bytes that begin like a picture', () => {
    const beginning = fc.constantFrom([], START, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    fc.assert(
      fc.property(beginning, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        const size = readImageSize(bytes(start, Buffer.from(rest)));
        expect(size === null || size.width >= 0).toBe(true);
      }),
    );
  });
});

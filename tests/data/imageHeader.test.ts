import fc from 'fast-check';
import { GIFEncoder } from 'gifenc';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { fileKind } from '../../src/data/fileKind.ts';
import { readImageHeader } from '../../src/data/imageHeader.ts';

const bytes = (...parts: (number[] | string | Uint8Array)[]) =>
  new Uint8Array(
    Buffer.concat(
      parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    ),
  );
const START = [0xff, 0xd8];
/** A comment segment that holds the bytes of a false frame header. */
const COMMENT = [0xff, 0xfe, 0, 9, 0xff, 0xc0, 0, 1, 0, 1, 0];
const TABLE = [0xff, 0xc4, 0, 4, 1, 2];
const frame = (marker: number) => [0xff, marker, 0, 17, 8, 0x01, 0x02, 0x03, 0x04];
const SIZE = { width: 0x0304, height: 0x0102 };

const uint32 = (value: number) => [24, 16, 8, 0].map(shift => (value >>> shift) & 255);
const box = (type: string, ...content: Parameters<typeof bytes>) => {
  const inside = bytes(...content);
  return bytes(uint32(8 + inside.length), type, inside);
};
/** ISO 23000-22, the boxes that say what it is and how large its pictures are. */
const avif = (brands: string, ...sizes: [number, number][]) =>
  bytes(
    box('ftyp', brands.slice(0, 4), uint32(0), brands.slice(4)),
    box(
      'meta',
      uint32(0),
      box('hdlr', new Array(24).fill(0)),
      box(
        'iprp',
        box(
          'ipco',
          ...sizes.map(([width, height]) => box('ispe', uint32(0), uint32(width), uint32(height))),
          box('clap', new Array(32).fill(1)),
        ),
      ),
    ),
  );

const gif = (width: number, height: number, frames: number) => {
  const encoder = GIFEncoder();
  for (let i = 0; i < frames; i++) {
    encoder.writeFrame(new Uint8Array(width * height), width, height, {
      palette: [
        [0, 0, 0],
        [255, 255, 255],
      ],
    });
  }
  encoder.finish();
  return encoder.bytes();
};
/** A GIF whose first frame is larger than its screen; browsers enlarge the screen to it. */
const gifBeyondItsScreen = (() => {
  const file = gif(20, 10, 1);
  file.set([1, 0, 1, 0], 6);
  return file;
})();

const png = (width: number, height: number, ...before: number[][]) => {
  const whole = PNG.sync.write(new PNG({ width, height }));
  return bytes(whole.subarray(0, 33), ...before, whole.subarray(33));
};
const ANIMATION = [...uint32(8), ...Buffer.from('acTL'), ...uint32(2), ...uint32(0), 0, 0, 0, 0];

const webp = (chunk: string, ...content: Parameters<typeof bytes>) =>
  bytes('RIFF', [0, 0, 0, 0], 'WEBP', chunk, [0, 0, 0, 0], ...content);
// 8.1 of RFC 6386: 14 bits each and a scale.
const webpLossy = webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x2c, 0x41, 0x11, 0x00]);
// 300 - 1 and 17 - 1 in 14 bits each.
const webpLossless = webp('VP8L', [0x2f, 0x2b, 0x01, 0x04, 0x00]);
const webpExtended = (flags: number) => webp('VP8X', [flags, 0, 0, 0, 0x2b, 0x01, 0, 0x10, 0, 0]);

const bmpInfo = bytes('BM', new Array(12).fill(0), [40, 0, 0, 0, 44, 1, 0, 0, 0xef, 0xff, 0xff, 0xff]);
const bmpCore = bytes('BM', new Array(12).fill(0), [12, 0, 0, 0, 44, 1, 17, 0, 1, 0, 1, 0]);

describe('readImageHeader', () => {
  it.each<[string, Uint8Array, object]>([
    ['a PNG', png(300, 17), { kind: 'PNG', width: 300, height: 17, animated: false }],
    ['an animated PNG', png(3, 7, ANIMATION), { kind: 'PNG', width: 3, height: 7, animated: true }],
    ['a GIF', gif(300, 17, 1), { kind: 'GIF', width: 300, height: 17, animated: false }],
    ['an animated GIF', gif(300, 17, 3), { kind: 'GIF', width: 300, height: 17, animated: true }],
    ['a GIF beyond its screen', gifBeyondItsScreen, { kind: 'GIF', width: 20, height: 10, animated: false }],
    ['a lossy WebP', webpLossy, { kind: 'WebP', width: 300, height: 17, animated: false }],
    ['a lossless WebP', webpLossless, { kind: 'WebP', width: 300, height: 17, animated: false }],
    ['an extended WebP', webpExtended(0x10), { kind: 'WebP', width: 300, height: 17, animated: false }],
    ['an animated WebP', webpExtended(0x02), { kind: 'WebP', width: 300, height: 17, animated: true }],
    ['a BMP, rows downwards', bmpInfo, { kind: 'BMP', width: 300, height: 17, animated: false }],
    ['a BMP of OS/2', bmpCore, { kind: 'BMP', width: 300, height: 17, animated: false }],
    ['an AVIF', avif('avifmif1', [8, 9]), { kind: 'AVIF', width: 8, height: 9, animated: false }],
    [
      'an AVIF of tiles',
      avif('mif1avif', [8, 9], [800, 700], [9, 9]),
      { kind: 'AVIF', width: 800, height: 700, animated: false },
    ],
    ['an animated AVIF', avif('avisavif', [8, 9]), { kind: 'AVIF', width: 8, height: 9, animated: true }],
  ])('reads %s', (_, file, header) => {
    expect(readImageHeader(file)).toEqual(header);
  });

  it('reads the size that a PNG claims, however large', () => {
    const claiming = Buffer.from(png(1, 1));
    claiming.writeUInt32BE(0x7fffffff, 16);
    expect(readImageHeader(claiming)?.width).toBe(0x7fffffff);
  });

  it.each([0xc0, 0xc1, 0xc2, 0xcf])('reads a JPEG with frame header %i after other segments', marker => {
    expect(readImageHeader(bytes(START, COMMENT, TABLE, [0xff], frame(marker)))).toMatchObject(SIZE);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', bytes()],
    ['text', bytes('GIF, they say, is pronounced')],
    ['a PNG cut short', png(1, 1).subarray(0, 20)],
    ['a JPEG without a frame', bytes(START, COMMENT, TABLE)],
    ['a JPEG with garbage between segments', bytes(START, COMMENT, [1, 2, 3], frame(0xc0))],
    ['a HEIC', avif('heicmif1', [8, 9])],
    ['an AVIF without a size', avif('avifmif1')],
    ['a WebP of another kind', webp('XMP ', new Array(20).fill(0))],
  ])('gives null for %s', (_, file) => {
    expect(readImageHeader(file)).toBeNull();
  });

  it('ends, and throws nothing, on any bytes that begin like a picture', () => {
    const beginning = fc.constantFrom<Uint8Array>(
      bytes(),
      bytes(START),
      png(1, 1).subarray(0, 33),
      gif(1, 1, 1).subarray(0, 13),
      webp('VP8X'),
      bytes('BM'),
      avif('avifmif1', [8, 9]),
      bytes(box('ftyp', 'avif', uint32(0)), uint32(1), 'meta'),
    );
    fc.assert(
      fc.property(beginning, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        const header = readImageHeader(bytes(start, rest));
        expect(header === null || header.width >= 0).toBe(true);
      }),
    );
  });
});

it.each<[string, Uint8Array]>([
  ['a PDF document', bytes('%PDF-1.7')],
  ['a zip archive', bytes('PK\x03\x04\x14')],
  ['a TIFF picture', bytes('II*\0')],
  ['a HEIC picture', avif('heicmif1', [8, 9])],
  ['a video', bytes(box('ftyp', 'isom', uint32(0)))],
  ['a web page', bytes('\n<!DOCTYPE html><p>')],
])('knows %s by its first bytes', (what, file) => {
  expect(fileKind(file)).toBe(what);
});

/** Drawings in a link: every byte comes back, and no text makes the page allocate more than a link's drawings may. */

import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/data/dataError.ts';
import { drawingsFromText, drawingsToText, MOST_DRAWINGS } from '../../src/data/drawingsText.ts';
import { sizeOf } from '../../src/data/shape.ts';
import { PIXELS, SHAPE } from './mnistSize.ts';

/** Strokes: mostly background, with ink of any darkness. */
const picture = fc
  .array(fc.tuple(fc.nat(PIXELS - 1), fc.integer({ min: 1, max: 255 })), { maxLength: 150 })
  .map(ink => {
    const pixels = new Uint8Array(PIXELS);
    for (const [at, value] of ink) pixels[at] = value;
    return pixels;
  });
const drawings = fc
  .array(picture, { minLength: 1, maxLength: 5 })
  .map(all => Uint8Array.from(all.flatMap(pixels => [...pixels])));

const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

describe('drawings as text', () => {
  it('come back to the byte, in letters that a link may have', () => {
    fc.assert(
      fc.property(drawings, pixels => {
        const text = drawingsToText(pixels, SHAPE)!;
        expect(text).toMatch(/^[\w-]+$/);
        expect(drawingsFromText(text)).toEqual({ pixels, shape: SHAPE });
      }),
    );
  });

  it.each([8, 16, 32, 64])('keep their side of %i pixels, and their colours', side => {
    for (const channels of [1, 3]) {
      const shape = { height: side, width: side, channels };
      const pixels = Uint8Array.from({ length: 3 * sizeOf(shape) }, (_, i) => (i % 7 === 0 ? i % 256 : 0));
      expect(drawingsFromText(drawingsToText(pixels, shape)!)).toEqual({ pixels, shape });
    }
  });

  it('are read or refused with a sentence, whatever they are', () => {
    const changed = fc
      .tuple(drawings, fc.array(fc.tuple(fc.nat(), fc.nat(63)), { maxLength: 4 }), fc.nat())
      .map(([pixels, changes, cut]) => {
        const letters = [...drawingsToText(pixels, SHAPE)!];
        for (const [at, letter] of changes)
          letters[at % letters.length] = 'abcdefghijklmnopqrstuvwxyz'[letter % 26]!;
        return letters.slice(0, cut % 3 === 0 ? cut % letters.length : letters.length).join('');
      });
    fc.assert(
      fc.property(fc.oneof(changed, fc.string()), text => {
        try {
          const { pixels, shape } = drawingsFromText(text);
          expect(pixels.length % sizeOf(shape)).toBe(0);
          expect(pixels.length).toBeLessThanOrEqual(MOST_DRAWINGS * sizeOf(shape));
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are not inflated beyond their cap', () => {
    const bomb = asText(deflateSync(new Uint8Array(50_000_000), { level: 9 }));
    const before = process.memoryUsage().arrayBuffers;
    expect(() => drawingsFromText(bomb)).toThrow('cut or changed');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
  });

  it('are too many at some point', () => {
    expect(drawingsToText(new Uint8Array((MOST_DRAWINGS + 1) * PIXELS), SHAPE)).toBeNull();
    const most = drawingsToText(new Uint8Array(MOST_DRAWINGS * PIXELS), SHAPE)!;
    expect(drawingsFromText(most).pixels).toHaveLength(MOST_DRAWINGS * PIXELS);
  });
});

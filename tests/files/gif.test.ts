/** The animation, read by a decoder of its own that walks the blocks of GIF89a. */
import { expect, it } from 'vitest';
import { encodeGif } from '../../src/files/gif.ts';

const SIDE = 28;

/** Width, height and the delays of all frames in hundredths of a second, by walking from block to block. */
function readBlocks(bytes: Uint8Array): { width: number; height: number; delays: number[]; loops: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  expect(String.fromCharCode(...bytes.subarray(0, 6))).toBe('GIF89a');
  const delays: number[] = [];
  let [at, frames, loops] = [13 + paletteBytes(bytes[10]!), 0, false];
  const skipSubBlocks = () => {
    while (bytes[at] !== 0) at += bytes[at]! + 1;
    at += 1;
  };
  for (;;) {
    const block = bytes[at]!;
    if (block === 0x3b) break;
    if (block === 0x21) {
      if (bytes[at + 1] === 0xf9) delays.push(view.getUint16(at + 4, true));
      if (bytes[at + 1] === 0xff) loops = true;
      at += 2;
      skipSubBlocks();
    } else {
      expect(block).toBe(0x2c);
      frames += 1;
      at += 10 + paletteBytes(bytes[at + 9]!) + 1;
      skipSubBlocks();
    }
  }
  expect(frames).toBe(delays.length);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), delays, loops };
}

/** The first colour of the global palette, or of the first frame's palette if there is no global one. */
function firstColour(bytes: Uint8Array): number[] {
  if (bytes[10]! & 0x80) return [...bytes.subarray(13, 16)];
  let at = 13;
  while (bytes[at] === 0x21) {
    at += 2;
    while (bytes[at] !== 0) at += bytes[at]! + 1;
    at += 1;
  }
  return [...bytes.subarray(at + 10, at + 13)];
}

const paletteBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

it('has every frame, in rows, and rests on the last', () => {
  const frames = [0, 120, 255].map(grey => new Uint8Array(5 * SIDE * SIDE).fill(grey));
  const { width, height, delays, loops } = readBlocks(
    encodeGif({
      count: 5,
      shape: { height: SIDE, width: SIDE, channels: 1 },
      frames,
      frameMs: 80,
      restMs: 1500,
    }),
  );
  // Three columns and two rows, five times as large.
  expect([width, height]).toEqual([(3 * 30 - 2) * 5, (2 * 30 - 2) * 5]);
  expect(delays).toEqual([8, 8, 150]);
  expect(loops).toBe(true);
});

it('keeps colours, in pictures that are not square', () => {
  const shape = { height: 12, width: 20, channels: 3 };
  const frame = Uint8Array.from({ length: 12 * 20 * 3 }, (_, i) => [250, 40, 10][i % 3]!);
  const bytes = encodeGif({ count: 1, shape, frames: [frame, frame], frameMs: 80, restMs: 100 });
  const { width, height, delays } = readBlocks(bytes);
  expect([width, height]).toEqual([480, 288]);
  expect(delays).toEqual([8, 10]);
  expect(firstColour(bytes).map((value, c) => Math.abs(value - [250, 40, 10][c]!) < 8)).toEqual([
    true,
    true,
    true,
  ]);
});

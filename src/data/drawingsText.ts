/**
 * Drawings as text short enough for a link, without loss: for each picture a bit a pixel that says where ink is, then the
 * inked pixels' bytes; all of it deflated, in base64url.
 */
import { deflateSync, Inflate } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64Url.ts';
import { DataError } from './dataError.ts';
import { MNIST_SHAPE } from './mnistParts.ts';
import { type Shape, sameShape, sizeOf, squareOf } from './shape.ts';

/** The first version knows one shape, and still says it; the second is followed by side and channels. */
const FIRST = 1;
const ANY_SHAPE = 2;
const FIRST_SHAPE = MNIST_SHAPE;
/** Bytes before the pictures, at most. */
const HEAD = 4;
const maskBytes = (shape: Shape): number => sizeOf(shape) / 8;
/** More would not fit a link anyway, and nothing from a link is inflated beyond what so many take. */
export const MOST_DRAWINGS = 64;
/** Pieces in which text from outside is inflated: deflate makes at most a thousandfold of each. */
const PIECE = 256;

/** @param pixels squares [count, side, side, channels], 0 being paper. Null where there are too many. */
export function drawingsToText(pixels: Uint8Array, shape: Shape): string | null {
  const size = sizeOf(shape);
  const count = pixels.length / size;
  if (count > MOST_DRAWINGS) return null;
  const bytes = sameShape(shape, FIRST_SHAPE)
    ? [FIRST, count]
    : [ANY_SHAPE, count, shape.width, shape.channels];
  for (let first = 0; first < pixels.length; first += size) {
    const picture = pixels.subarray(first, first + size);
    for (let byte = 0; byte < maskBytes(shape); byte++) {
      let mask = 0;
      for (let bit = 0; bit < 8; bit++) if (picture[8 * byte + bit] !== 0) mask |= 1 << bit;
      bytes.push(mask);
    }
    for (const value of picture) if (value !== 0) bytes.push(value);
  }
  return toBase64Url(deflateSync(Uint8Array.from(bytes), { level: 9 }));
}

/** @throws DataError where the text was not made by `drawingsToText`, or has been cut or changed. */
export function drawingsFromText(text: string): { readonly pixels: Uint8Array; readonly shape: Shape } {
  const bytes = inflate(bytesOf(text));
  const { count, shape, length } = headOf(bytes);
  return { pixels: unpack(bytes, length, count, shape), shape };
}

interface Head {
  readonly count: number;
  readonly shape: Shape;
  /** Of the head itself. */
  readonly length: number;
}

function headOf([version, count = 0, side = 0, channels = 0]: Uint8Array): Head {
  if (count === 0 || count > MOST_DRAWINGS) throw broken();
  if (version === FIRST) return { count, shape: FIRST_SHAPE, length: 2 };
  const shape = { height: side, width: side, channels };
  const known = squareOf(sizeOf(shape));
  if (version !== ANY_SHAPE || !known || !sameShape(known, shape)) throw broken();
  return { count, shape, length: HEAD };
}

/** Pictures from `at` on. */
function unpack(bytes: Uint8Array, from: number, count: number, shape: Shape): Uint8Array {
  const size = sizeOf(shape);
  const pixels = new Uint8Array(count * size);
  let at = from;
  for (let first = 0; first < pixels.length; first += size) {
    const mask = bytes.subarray(at, at + maskBytes(shape));
    at += maskBytes(shape);
    for (let p = 0; p < size; p++) {
      if ((mask[p >> 3] ?? 0) & (1 << (p & 7))) pixels[first + p] = bytes[at++] ?? 0;
    }
  }
  if (at !== bytes.length) throw broken();
  return pixels;
}

/** No more than the head says that there may be. */
function inflate(bytes: Uint8Array): Uint8Array {
  let out = new Uint8Array(0);
  let most = Number.POSITIVE_INFINITY;
  let ended = false;
  const inflater = new Inflate((piece, final) => {
    const grown = new Uint8Array(out.length + piece.length);
    grown.set(out);
    grown.set(piece, out.length);
    out = grown;
    if (most === Number.POSITIVE_INFINITY && out.length >= HEAD) {
      const { count, shape, length } = headOf(out);
      most = length + count * (maskBytes(shape) + sizeOf(shape));
    }
    if (out.length > most) throw broken();
    ended = final;
  });
  try {
    for (let first = 0; first < bytes.length; first += PIECE) {
      inflater.push(bytes.subarray(first, first + PIECE), first + PIECE >= bytes.length);
    }
  } catch {
    throw broken();
  }
  if (!ended) throw broken();
  return out;
}

function bytesOf(text: string): Uint8Array {
  try {
    return fromBase64Url(text);
  } catch {
    throw broken();
  }
}

const broken = (): DataError =>
  new DataError('The drawings in this link cannot be read: it was cut or changed.', 'Ask for it again.');

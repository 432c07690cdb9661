/**
 * Drawings as text short enough for a link, without loss: for each picture a bit a pixel that says where ink is, then the
 * inked pixels' bytes; all of it deflated, in base64url.
 */
import { deflateSync, Inflate } from 'fflate';
import { DataError } from './dataError.ts';
import { PIXELS } from './imageSet.ts';

const VERSION = 1;
const MASK_BYTES = PIXELS / 8;
/** More would not fit a link anyway, and nothing from a link is inflated beyond what so many take. */
export const MOST_DRAWINGS = 64;
const MOST_BYTES = 2 + MOST_DRAWINGS * (MASK_BYTES + PIXELS);
/** Pieces in which text from outside is inflated: deflate makes at most a thousandfold of each. */
const PIECE = 256;

/** @param pixels [count, 28, 28], 0 being paper. Null where there are too many. */
export function drawingsToText(pixels: Uint8Array): string | null {
  const count = pixels.length / PIXELS;
  if (count > MOST_DRAWINGS) return null;
  const bytes = [VERSION, count];
  for (let first = 0; first < pixels.length; first += PIXELS) {
    const picture = pixels.subarray(first, first + PIXELS);
    for (let byte = 0; byte < MASK_BYTES; byte++) {
      let mask = 0;
      for (let bit = 0; bit < 8; bit++) if (picture[8 * byte + bit] !== 0) mask |= 1 << bit;
      bytes.push(mask);
    }
    for (const value of picture) if (value !== 0) bytes.push(value);
  }
  return toBase64Url(deflateSync(Uint8Array.from(bytes), { level: 9 }));
}

/** @throws DataError where the text was not made by `drawingsToText`, or has been cut or changed. */
export function drawingsFromText(text: string): Uint8Array {
  const bytes = inflate(fromBase64Url(text));
  const [version, count = 0] = bytes;
  if (version !== VERSION || count === 0 || count > MOST_DRAWINGS) throw broken();
  const pixels = new Uint8Array(count * PIXELS);
  let at = 2;
  for (let first = 0; first < pixels.length; first += PIXELS) {
    const mask = bytes.subarray(at, at + MASK_BYTES);
    at += MASK_BYTES;
    for (let p = 0; p < PIXELS; p++) {
      if ((mask[p >> 3] ?? 0) & (1 << (p & 7))) pixels[first + p] = bytes[at++] ?? 0;
    }
  }
  if (at !== bytes.length) throw broken();
  return pixels;
}

function inflate(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(MOST_BYTES);
  let size = 0;
  let ended = false;
  const inflater = new Inflate((piece, final) => {
    if (size + piece.length > MOST_BYTES) throw broken();
    out.set(piece, size);
    size += piece.length;
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
  return out.subarray(0, size);
}

const broken = (): DataError =>
  new DataError('The drawings in this link cannot be read: it was cut or changed.', 'Ask for it again.');

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  } catch {
    throw broken();
  }
}

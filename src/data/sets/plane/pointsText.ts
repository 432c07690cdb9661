/**
 * Points as text short enough for a link: eleven bits a coordinate and two for the class, sorted, as differences, their
 * bytes deflated, in base64url. So their order is lost, and a coordinate is moved by half a thousandth at most.
 */
import { deflateSync, inflateSync } from 'fflate';
import { fromBase64Url, toBase64Url } from '../../base64Url.ts';
import { DataError } from '../../dataError.ts';
import type { ClassedPoint } from '../../points.ts';

/** More would make links that many programs cut. */
export const MOST_POINTS = 1500;
/** Classes that points can have. */
export const MOST_CLASSES = 4;

const STEPS = 2047;
/** Bytes of a point: three planes, the highest first. */
const BYTES = 3;
/** What the longest text takes and more: nothing longer is read. */
const MOST_LETTERS = 8000;

const toStep = (coordinate: number): number =>
  Math.round(((Math.min(1, Math.max(-1, coordinate)) + 1) / 2) * STEPS);
const fromStep = (step: number): number => (2 * step) / STEPS - 1;

/** @param points at most `MOST_POINTS`, within [-1, 1]; '' for none. */
export function pointsToText(points: readonly ClassedPoint[]): string {
  if (points.length === 0) return '';
  const packed = points
    .map(([x, y, label]) => (toStep(x) << 13) | (toStep(y) << 2) | label)
    .sort((a, b) => a - b);
  const bytes = new Uint8Array(BYTES * packed.length);
  packed.forEach((value, i) => {
    const difference = value - (packed[i - 1] ?? 0);
    for (let plane = 0; plane < BYTES; plane++) {
      bytes[plane * packed.length + i] = difference >> (8 * (BYTES - 1 - plane));
    }
  });
  return toBase64Url(deflateSync(bytes, { level: 9 }));
}

/** @throws DataError where the text was not made by `pointsToText`, or has been cut or changed. */
export function pointsFromText(text: string): ClassedPoint[] {
  if (text === '') return [];
  const bytes = inflate(text);
  const count = bytes.length / BYTES;
  if (!Number.isInteger(count) || count === 0 || count > MOST_POINTS) throw broken();
  let value = 0;
  return Array.from({ length: count }, (_, i) => {
    value += (bytes[i]! << 16) | (bytes[count + i]! << 8) | bytes[2 * count + i]!;
    if (value >= 2 ** 24) throw broken();
    return [fromStep(value >> 13), fromStep((value >> 2) & STEPS), value & 3] as const;
  });
}

function inflate(text: string): Uint8Array {
  if (text.length > MOST_LETTERS) throw broken();
  try {
    return inflateSync(fromBase64Url(text));
  } catch {
    throw broken();
  }
}

const broken = (): DataError =>
  new DataError('The points in this link cannot be read: it was cut or changed.', 'Ask for it again.');

/** What the text should be, where it is something else; null where it is right. */
export function pointsProblem(text: string): string | null {
  try {
    pointsFromText(text);
    return null;
  } catch {
    return 'points as the page writes them, uncut';
  }
}

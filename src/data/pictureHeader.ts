/** Looks at a picture file before anything decodes it: its kind and size, from its first bytes. */
import { DataError } from './dataError.ts';
import { fileKind } from './fileKind.ts';
import { readImageHeader } from './imageHeader.ts';
import { readSvgHeader } from './svgHeader.ts';

const MAX_PIXELS = 16_000_000;
export const MAX_PICTURE_BYTES = 20_000_000;

const ENDINGS = {
  PNG: /\.a?png$/i,
  JPEG: /\.(jpe?g|jfif)$/i,
  GIF: /\.gif$/i,
  WebP: /\.webp$/i,
  AVIF: /\.avifs?$/i,
  BMP: /\.(bmp|dib)$/i,
  SVG: /\.svg$/i,
} as const;
type Kind = keyof typeof ENDINGS;

export interface PictureHeader {
  readonly kind: Kind;
  readonly animated: boolean;
}

const anA = (kind: Kind): string => (kind === 'AVIF' || kind === 'SVG' ? `an ${kind}` : `a ${kind}`);

/** @throws DataError where the file should not be decoded. */
export function checkHeader(name: string, bytes: Uint8Array): PictureHeader {
  if (bytes.length > MAX_PICTURE_BYTES) throw tooLarge(name);
  const svg = readSvgHeader(bytes);
  if (svg?.problem) throw new DataError(`${name} ${svg.problem}.`, 'Export it as PNG.');
  if (svg) return { kind: 'SVG', animated: false };
  const header = readImageHeader(bytes);
  if (!header) {
    const what = fileKind(bytes) ?? 'not a picture that this page can read';
    throw new DataError(`${name} is ${what}.`, 'PNG, JPEG, WebP, GIF, AVIF, BMP and SVG can be read.');
  }
  const { kind, width, height, animated } = header;
  if (width * height > MAX_PIXELS) {
    throw new DataError(
      `${name} has ${width} × ${height} pixels, more than 16 million.`,
      'Scale it down; the page needs at most 64 pixels per side.',
    );
  }
  if (width * height === 0) throw damaged(name, kind);
  return { kind, animated };
}

export const tooLarge = (name: string): DataError =>
  new DataError(`${name} is larger than 20 MB.`, 'Scale it down; the page needs at most 64 pixels per side.');

export const damaged = (name: string, kind: Kind, cause?: unknown): DataError =>
  new DataError(
    `${name} is ${anA(kind)} picture that cannot be decoded: it may be damaged.`,
    'Export it again as PNG.',
    { cause },
  );

export const blank = (name: string): DataError =>
  new DataError(
    `${name} is blank: nothing in it stands out from its background.`,
    'Give it darker or lighter ink.',
  );

/** What is to be said of a file though it was taken, in a sentence; null where nothing is. */
export function headerNote(name: string, { kind, animated }: PictureHeader): string | null {
  if (animated) return `${name} is an animation: its first frame was taken.`;
  const claimed = (Object.keys(ENDINGS) as Kind[]).find(each => ENDINGS[each].test(name));
  const misnamed = claimed !== undefined && claimed !== kind;
  return misnamed ? `${name} is ${anA(kind)} picture, and was taken as one.` : null;
}

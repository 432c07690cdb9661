/** Picture files as drawings: whatever the browser decodes, its size looked at first. */
import { DataError } from './dataError.ts';
import { fileKind } from './fileKind.ts';
import { pathOf } from './fileTree.ts';
import { readImageHeader } from './imageHeader.ts';
import type { Shape } from './shape.ts';
import { readSvgHeader } from './svgHeader.ts';
import { toDrawing } from './toDrawing.ts';

const MAX_BYTES = 20_000_000;
const MAX_PIXELS = 16_000_000;
/** Larger pictures are first scaled to this by the browser, which is quicker; enough for 64 pixels. */
const WORKING_SIDE = 448;

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

/** What a file dialog should offer. */
export const IMAGE_TYPES = 'image/png,image/jpeg,image/webp,image/gif,image/avif,image/bmp,image/svg+xml';

export interface ImportedImage {
  /** Bytes of the shape that was asked for. */
  readonly pixels: Uint8Array;
  /** What is to be said of the file though it was taken, in a sentence; null where nothing is. */
  readonly note: string | null;
}

/**
 * A picture file as a drawing.
 *
 * @throws DataError if the file is too large, no picture, blank or broken.
 */
export async function importImage(file: File, shape: Shape): Promise<ImportedImage> {
  const name = pathOf(file);
  if (file.size > MAX_BYTES) {
    throw new DataError(
      `${name} is larger than 20 MB.`,
      'Scale it down; a drawing has 64 pixels a side at most.',
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { kind, animated } = checkHeader(name, bytes);
  const image = await decode(file, name, kind);
  const pixels = draw(image, shape);
  if (!pixels) {
    throw new DataError(
      `${name} is blank: nothing in it stands out from its background.`,
      'Give it darker or lighter ink.',
    );
  }
  if (animated) return { pixels, note: `${name} is an animation: its first frame was taken.` };
  const claimed = (Object.keys(ENDINGS) as Kind[]).find(each => ENDINGS[each].test(name));
  const misnamed = claimed !== undefined && claimed !== kind;
  return { pixels, note: misnamed ? `${name} is ${anA(kind)} picture, and was taken as one.` : null };
}

const anA = (kind: Kind): string => (kind === 'AVIF' || kind === 'SVG' ? `an ${kind}` : `a ${kind}`);

/** @throws DataError where the file should not be decoded. */
function checkHeader(name: string, bytes: Uint8Array): { kind: Kind; animated: boolean } {
  const svg = readSvgHeader(bytes);
  if (svg?.problem) throw new DataError(`${name} ${svg.problem}.`, 'Export it as PNG.');
  if (svg) return { kind: 'SVG', animated: false };
  const header = readImageHeader(bytes);
  if (!header) {
    const what = fileKind(bytes) ?? 'no picture that this page can read';
    throw new DataError(`${name} is ${what}.`, 'PNG, JPEG, WebP, GIF, AVIF, BMP and SVG can be read.');
  }
  const { kind, width, height, animated } = header;
  if (width * height > MAX_PIXELS) {
    throw new DataError(
      `${name} has ${width} × ${height} pixels, more than 16 million.`,
      'Scale it down; a drawing has 64 pixels a side at most.',
    );
  }
  if (width * height === 0) throw damaged(name, kind);
  return { kind, animated };
}

const damaged = (name: string, kind: Kind, cause?: unknown): DataError =>
  new DataError(
    `${name} is ${anA(kind)} picture that the browser cannot decode: it may be damaged.`,
    'Export it again as PNG.',
    { cause },
  );

async function decode(file: File, name: string, kind: Kind): Promise<ImageBitmap | HTMLImageElement> {
  try {
    return kind === 'SVG' ? await loadSvg(file) : await createImageBitmap(file);
  } catch (cause) {
    throw damaged(name, kind, cause);
  }
}

/** As an image element, which runs no scripts and loads nothing; bitmaps are not made of SVG. */
async function loadSvg(file: File): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function draw(image: ImageBitmap | HTMLImageElement, shape: Shape): Uint8Array | null {
  const isElement = 'naturalWidth' in image;
  const [fullWidth, fullHeight] = [image.width, image.height];
  const scale = WORKING_SIDE / Math.max(fullWidth, fullHeight, 1);
  // An SVG has no pixels of its own: it is drawn as large as it is worked on.
  const taken = isElement ? scale : Math.min(1, scale);
  const width = Math.max(1, Math.round(fullWidth * taken));
  const height = Math.max(1, Math.round(fullHeight * taken));
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new DataError('The browser has no memory for a picture.', 'Close other tabs.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  if (!isElement) image.close();
  return toDrawing(context.getImageData(0, 0, width, height).data, width, height, shape);
}

/** Picture files as drawings: whatever the browser decodes, its size looked at first. */
import { DataError } from './dataError.ts';
import { pathOf } from './fileTree.ts';
import {
  blank,
  checkHeader,
  damaged,
  headerNote,
  MAX_PICTURE_BYTES,
  type PictureHeader,
  tooLarge,
} from './pictureHeader.ts';
import type { Shape } from './shape.ts';
import { toDrawing } from './toDrawing.ts';

/** Larger pictures are first scaled to this by the browser, which is quicker; enough for 64 pixels. */
const WORKING_SIDE = 448;

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
  if (file.size > MAX_PICTURE_BYTES) throw tooLarge(name);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const header = checkHeader(name, bytes);
  const image = await decode(file, name, header);
  const pixels = draw(image, shape);
  if (!pixels) throw blank(name);
  return { pixels, note: headerNote(name, header) };
}

async function decode(
  file: File,
  name: string,
  { kind }: PictureHeader,
): Promise<ImageBitmap | HTMLImageElement> {
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
  if (!context)
    throw new DataError('The browser has too little memory for this picture.', 'Close other tabs.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  if (!isElement) image.close();
  return toDrawing(context.getImageData(0, 0, width, height).data, width, height, shape);
}

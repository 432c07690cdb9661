/** Decodes picture files in a worker of the browser. */
import { DataError } from '../../data/dataError.ts';
import { checkHeader, damaged } from '../../data/pictureHeader.ts';
import type { Decode } from './imageFolder.ts';

/** For pictures that fit: a new one for each would take longer than to decode it. */
const SIDE = 512;
let kept: OffscreenCanvas | null = null;

function canvasOf(width: number, height: number): OffscreenCanvas {
  if (Math.max(width, height) > SIDE) return new OffscreenCanvas(width, height);
  kept ??= new OffscreenCanvas(SIDE, SIDE);
  return kept;
}

/** @throws DataError if it is no picture, damaged or too large. */
export const decodePicture: Decode = async (path, bytes) => {
  const { kind } = checkHeader(path, bytes);
  if (kind === 'SVG') {
    throw new DataError(`${path} is an SVG picture, which has no pixels of its own.`, 'Export it as PNG.');
  }
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes]));
  } catch (cause) {
    throw damaged(path, kind, cause);
  }
  const { width, height } = bitmap;
  // Read back at once, so it had better not be on the graphics processor.
  const canvas = canvasOf(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context)
    throw new DataError('The browser has too little memory for this picture.', 'Close other tabs.');
  context.clearRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
};

import { DataError } from './dataError.ts';
import { readImageSize } from './imageHeader.ts';
import { toDrawing } from './toDrawing.ts';

const MAX_BYTES = 20_000_000;
const MAX_PIXELS = 16_000_000;
/** Larger pictures are first scaled to this by the browser, which is quicker; enough for 28 pixels. */
const WORKING_SIDE = 448;

/** What a file dialog should offer. */
export const IMAGE_TYPES = 'image/png,image/jpeg';

/**
 * A PNG or JPEG as a drawing, [28, 28] bytes with bright ink.
 *
 * @throws DataError if the file is too large, of another kind, or broken.
 */
export async function importImage(file: File): Promise<Uint8Array> {
  if (file.size > MAX_BYTES) {
    throw new DataError(`${file.name} is larger than 20 MB.`, 'Scale it down; 28 pixels are enough.');
  }
  const size = readImageSize(new Uint8Array(await file.arrayBuffer()));
  if (!size) throw new DataError(`${file.name} is neither a PNG nor a JPEG picture.`, 'Export it as PNG.');
  if (size.width * size.height > MAX_PIXELS) {
    throw new DataError(
      `${file.name} has ${size.width} × ${size.height} pixels, more than 16 million.`,
      'Scale it down; 28 pixels are enough.',
    );
  }
  return draw(await decode(file));
}

async function decode(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch (cause) {
    throw new DataError(`${file.name} is damaged: the browser cannot decode it.`, 'Export it again as PNG.', {
      cause,
    });
  }
}

function draw(bitmap: ImageBitmap): Uint8Array {
  const scale = Math.min(1, WORKING_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new DataError('The browser has no memory for a picture.', 'Close other tabs.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return toDrawing(context.getImageData(0, 0, width, height).data, width, height);
}

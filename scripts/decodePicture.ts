/** Decodes picture files in Node, as the browser does for the page. */
import sharp from 'sharp';
import { checkHeader, damaged } from '../src/data/pictureHeader.ts';
import type { Decode } from '../src/files/collection/imageFolder.ts';

/** @throws DataError if it is no picture, damaged or too large. */
export const decodePicture: Decode = async (path, bytes) => {
  const { kind } = checkHeader(path, bytes);
  try {
    const { data, info } = await sharp(bytes)
      .autoOrient()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, rgba: new Uint8Array(data) };
  } catch (cause) {
    throw damaged(path, kind, cause);
  }
};

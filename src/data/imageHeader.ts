/** Reads how large a PNG or JPEG is without decoding it: a file of 32 KB can claim a picture of gigabytes. */

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The size that the file's header states, or null where it is neither a PNG nor a JPEG. */
export function readImageSize(bytes: Uint8Array<ArrayBuffer>): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) return pngSize(view);
    if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  } catch (error) {
    // Read beyond the end: the file is cut short.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** PNG specification, 11.2.2: IHDR comes first. */
function pngSize(view: DataView): ImageSize | null {
  const isHeader = view.getUint32(12) === 0x49484452;
  return isHeader ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
}

/** ITU T.81, B.2.2: the frame header is the first segment marked SOF0 to SOF15; C4, C8 and CC are other things. */
function jpegSize(view: DataView): ImageSize | null {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
}

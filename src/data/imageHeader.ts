/** Reads a picture's header without decoding it: a file of 32 KB can claim a picture of gigabytes. */
import { avifHeader } from './avifHeader.ts';

export interface ImageHeader {
  readonly kind: 'PNG' | 'JPEG' | 'GIF' | 'WebP' | 'AVIF' | 'BMP';
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether it has frames after the first. */
  readonly animated: boolean;
}

/** Null if the file is of another kind, or ends before its size. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) return pngHeader(view);
    if (view.getUint16(0) === 0xffd8) return jpegHeader(view);
    if (view.getUint16(0) === ascii('BM')) return bmpHeader(view);
    if (view.getUint32(0) === ascii('GIF8')) return gifHeader(view);
    if (view.getUint32(0) === ascii('RIFF') && view.getUint32(8) === ascii('WEBP')) return webpHeader(view);
    const avif = view.getUint32(4) === ascii('ftyp') ? avifHeader(view) : null;
    if (avif) return { kind: 'AVIF', ...avif };
  } catch (error) {
    // A read past the end: the file is cut short.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

const ascii = (text: string): number => [...text].reduce((sum, c) => sum * 256 + c.charCodeAt(0), 0);

/** PNG specification, 11.2.2: IHDR comes first. 11.3.6.1: an animation has acTL before IDAT. */
function pngHeader(view: DataView): ImageHeader | null {
  if (view.getUint32(12) !== ascii('IHDR')) return null;
  let animated = false;
  for (let at = 33; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const type = view.getUint32(at + 4);
    if (type === ascii('acTL')) animated = true;
    if (type === ascii('IDAT')) break;
  }
  return { kind: 'PNG', width: view.getUint32(16), height: view.getUint32(20), animated };
}

/** ITU T.81, B.2.2: the frame header is the first segment marked SOF0 to SOF15; C4, C8 and CC are other things. */
function jpegHeader(view: DataView): ImageHeader | null {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return { kind: 'JPEG', width: view.getUint16(at + 7), height: view.getUint16(at + 5), animated: false };
    }
    at += 2 + view.getUint16(at + 2);
  }
}

/** BITMAPCOREHEADER of 12 bytes has sizes of 16 bits, all later ones of 32; a negative height means top-down. */
function bmpHeader(view: DataView): ImageHeader {
  const [width, height] =
    view.getUint32(14, true) === 12
      ? [view.getUint16(18, true), view.getUint16(20, true)]
      : [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))];
  return { kind: 'BMP', width: width!, height: height!, animated: false };
}

/** GIF89a, 18 to 23. Browsers enlarge the screen if the first frame is larger. */
function gifHeader(view: DataView): ImageHeader {
  let width = view.getUint16(6, true);
  let height = view.getUint16(8, true);
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let at = 13 + tableBytes(view.getUint8(10));
  let frames = 0;
  while (frames < 2 && at + 10 <= view.byteLength) {
    const block = view.getUint8(at);
    if (block === 0x2c) {
      if (frames++ === 0) {
        width = Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
        height = Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      }
      at += 11 + tableBytes(view.getUint8(at + 9));
    } else if (block === 0x21) {
      at += 2;
    } else {
      break;
    }
    while (at < view.byteLength && view.getUint8(at) > 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  return { kind: 'GIF', width, height, animated: frames > 1 };
}

/** RFC 9649: the first chunk is VP8X (with the whole canvas), or the picture itself, lossy or lossless. */
function webpHeader(view: DataView): ImageHeader | null {
  const uint24 = (at: number) => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);
  switch (view.getUint32(12)) {
    case ascii('VP8X'): {
      const animated = (view.getUint8(20) & 2) !== 0;
      return { kind: 'WebP', width: 1 + uint24(24), height: 1 + uint24(27), animated };
    }
    case ascii('VP8 '): {
      const [width, height] = [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
      return { kind: 'WebP', width, height, animated: false };
    }
    case ascii('VP8L'): {
      const bits = view.getUint32(21, true);
      return {
        kind: 'WebP',
        width: 1 + (bits & 0x3fff),
        height: 1 + ((bits >> 14) & 0x3fff),
        animated: false,
      };
    }
    default:
      return null;
  }
}

/** Recognises a file by its first bytes, for the message that refuses it. */

const SIGNATURES: readonly (readonly [start: string | RegExp, name: string])[] = [
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a zip archive'],
  ['Rar!', 'a RAR archive'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['II*\0', 'a TIFF picture'],
  ['MM\0*', 'a TIFF picture'],
  ['8BPS', 'a Photoshop document'],
  ['\xff\x0a', 'a JPEG XL picture'],
  ['\0\0\0\x0cJXL ', 'a JPEG XL picture'],
  ['\0\0\x01\0', 'an icon'],
  [/^.{4}ftyp(hei|hev|mif1|msf1)/s, 'a HEIC picture'],
  [/^.{4}ftyp/s, 'a video'],
  ['\x1aE\xdf\xa3', 'a video'],
  ['\x89PNG', 'a PNG picture that is cut short'],
  ['\xff\xd8', 'a JPEG picture that is cut short or damaged'],
  ['GIF8', 'a GIF picture that is cut short'],
  [/^\s*<(!doctype html|html)/i, 'a web page'],
];

/** For example 'a PDF document'; null if unknown. @param bytes the beginning is enough. */
export function fileKind(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  const known = SIGNATURES.find(([sign]) =>
    typeof sign === 'string' ? start.startsWith(sign) : sign.test(start),
  );
  return known?.[1] ?? null;
}

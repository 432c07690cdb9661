/** Arrays of numbers in numpy's format .npy (numpy.lib.format, versions 1 to 3). */
import { DataError } from './dataError.ts';

export interface NpyArray {
  readonly shape: readonly number[];
  /** Whether its numbers are whole. */
  readonly integer: boolean;
  readonly data:
    | Uint8Array
    | Int8Array
    | Uint16Array
    | Int16Array
    | Uint32Array
    | Int32Array
    | Float32Array
    | Float64Array;
}

const MAGIC = '\x93NUMPY';
const ADVICE = 'Save it with numpy.save as numbers of uint8, without dtype=object.';

const reader = <T extends NpyArray['data']>(
  kind: { new (buffer: ArrayBuffer): T; readonly BYTES_PER_ELEMENT: number },
  integer = true,
) => ({ kind, integer, bytes: kind.BYTES_PER_ELEMENT });

const TYPES = {
  b1: reader(Uint8Array),
  u1: reader(Uint8Array),
  i1: reader(Int8Array),
  u2: reader(Uint16Array),
  i2: reader(Int16Array),
  u4: reader(Uint32Array),
  i4: reader(Int32Array),
  f4: reader(Float32Array, false),
  f8: reader(Float64Array, false),
} as const;

/** @throws DataError if it is no .npy file of numbers, or cut short. */
export function readNpy(file: string, bytes: Uint8Array): NpyArray {
  const refuse = (what: string): DataError => new DataError(`${file} ${what}.`, ADVICE);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || String.fromCharCode(...bytes.subarray(0, 6)) !== MAGIC) {
    throw refuse('is not a .npy file');
  }
  const [start, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  if (start + length > bytes.length) throw refuse('is cut short');
  const header = new TextDecoder().decode(bytes.subarray(start, start + length));
  const type = /'descr':\s*'([<>|=]?)(\w+)'/.exec(header);
  const sizes = /'shape':\s*\(([\d,\s]*)\)/.exec(header);
  if (!type || !sizes) throw refuse('has a header that cannot be read');
  const [, order, name] = type;
  const known = Object.hasOwn(TYPES, name!) ? TYPES[name as keyof typeof TYPES] : wide(name!);
  if (!known) throw refuse(`holds values of type ${name}, not plain numbers`);
  if (/'fortran_order':\s*True/.test(header)) {
    throw refuse('is stored column by column; save numpy.ascontiguousarray(array) instead');
  }
  if (order === '>' && known.bytes > 1) throw refuse('is stored big end first; save .astype of it');
  const shape = sizes[1]!.split(',').flatMap(size => (size.trim() === '' ? [] : [Number(size)]));
  const count = shape.reduce((product, size) => product * size, 1);
  const content = bytes.subarray(start + length);
  if (!Number.isSafeInteger(count) || count * known.bytes > content.length) throw refuse('is cut short');
  // Typed arrays begin at multiples of their numbers' size.
  const buffer = content.slice(0, count * known.bytes).buffer as ArrayBuffer;
  if ('narrow' in known) return { shape, integer: true, data: known.narrow(new BigInt64Array(buffer)) };
  return { shape, integer: known.integer, data: new known.kind(buffer) };
}

/** Labels are often of 64 bits. */
const wide = (name: string) =>
  name === 'i8' || name === 'u8'
    ? { bytes: 8, narrow: (values: BigInt64Array) => Float64Array.from(values, Number) }
    : null;

/** As numpy.save writes bytes. @param shape its product is the number of bytes. */
export function writeNpy(shape: readonly number[], data: Uint8Array): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const said = `{'descr': '|u1', 'fortran_order': False, 'shape': (${sizes}), }`;
  // The data begins at a multiple of 64.
  const header = `${said.padEnd(64 * Math.ceil((10 + said.length + 1) / 64) - 11)}\n`;
  const file = new Uint8Array(10 + header.length + data.length);
  file.set(Uint8Array.from(MAGIC, letter => letter.charCodeAt(0)));
  file.set([1, 0, header.length & 255, header.length >> 8], 6);
  file.set(new TextEncoder().encode(header), 10);
  file.set(data, 10 + header.length);
  return file;
}

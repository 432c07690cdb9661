/**
 * Reading and writing safetensors (all numbers as float32): eight bytes of header length, a JSON header, the numbers.
 * The reader is strict, since files come from outside: https://github.com/huggingface/safetensors#format
 */
import * as v from 'valibot';
import { duplicateKey } from './duplicateKey.ts';
import { FileRefused } from './fileRefused.ts';
import { floatsOfHalves, fromHalf, toHalf } from './float16.ts';
import { elements } from './graph.ts';

export interface NamedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Bytes of one number. */
const DTYPES = { F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4 } as const;
/** What is read; only F32 and F16 are written, too. */
type ReadDtype = keyof typeof DTYPES;
export type Dtype = Extract<ReadDtype, 'F32' | 'F16'>;
const DTYPE_NAMES = Object.keys(DTYPES) as ReadDtype[];

const MAX_HEADER_BYTES = 1 << 20;
const MAX_TENSORS = 4096;

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const entrySchema = v.strictObject({
  dtype: v.picklist(
    DTYPE_NAMES,
    'only float32, float16, bfloat16, int64 and int32 (F32, F16, BF16, I64, I32) are read here',
  ),
  shape: v.pipe(v.array(natural), v.maxLength(8)),
  data_offsets: v.tuple([natural, natural]),
});
const headerSchema = v.object({
  metadata: v.optional(v.record(v.string(), v.string()), {}),
  // No object: valibot passes over keys like `constructor`, which are names of tensors like any other.
  entries: v.pipe(v.map(v.string(), entrySchema), v.maxSize(MAX_TENSORS, `more than ${MAX_TENSORS} tensors`)),
});

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, NamedTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * @throws FileRefused saying what is wrong: a header that is cut off, too long, not JSON, malformed or with a duplicate
 * name; a type that is not read; offsets that overlap, leave holes or do not match shape and file.
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { metadata, entries, body } = readHeader(bytes);
  const tensors = new Map<string, NamedTensor>();
  let expected = 0;
  const inOrder = [...entries].sort(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  );
  for (const [name, { dtype, shape, data_offsets: offsets }] of inOrder) {
    const [begin, end] = offsets;
    if (begin !== expected) fail(`'${name}' begins at ${begin} where ${expected} was expected`);
    if (end - begin !== DTYPES[dtype] * elements(shape))
      fail(`'${name}' has ${end - begin} bytes for [${shape}]`);
    if (end > body.byteLength) fail(`'${name}' is cut off`);
    tensors.set(name, { shape, data: READERS[dtype](body.subarray(begin, end)) });
    expected = end;
  }
  if (expected !== body.byteLength) fail(`${body.byteLength - expected} bytes follow the last tensor`);
  return { tensors, metadata };
}

/** @throws FileRefused if the header is wrong. */
export const safetensorsMetadata = (bytes: Uint8Array): SafetensorsFile['metadata'] =>
  readHeader(bytes).metadata;

function fail(what: string): never {
  throw new FileRefused(`This is not a safetensors file that can be read: ${what}`);
}

function readHeader(bytes: Uint8Array): v.InferOutput<typeof headerSchema> & { readonly body: Uint8Array } {
  if (bytes.byteLength < 8) fail('it is shorter than its own length field');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > MAX_HEADER_BYTES) fail(`its header claims ${headerBytes} bytes`);
  if (8 + headerBytes > bytes.byteLength) fail('its header is cut off');
  return { ...parseHeader(bytes.subarray(8, 8 + headerBytes)), body: bytes.subarray(8 + headerBytes) };
}

const READERS: { readonly [D in ReadDtype]: (bytes: Uint8Array) => Float32Array } = {
  // Copied, since the numbers need not begin at a multiple of four bytes; by no slice(), which copies nothing in Node's Buffer.
  F32: bytes => new Float32Array(new Uint8Array(bytes).buffer),
  F16: bytes => floatsOfHalves(new Uint16Array(new Uint8Array(bytes).buffer)),
  // The upper half of a float32.
  BF16: bytes =>
    new Float32Array(
      Uint32Array.from(new Uint16Array(new Uint8Array(bytes).buffer), half => half << 16).buffer,
    ),
  // Labels, mostly; those that a float32 cannot hold are rounded.
  I64: bytes => Float32Array.from(new BigInt64Array(new Uint8Array(bytes).buffer), Number),
  I32: bytes => Float32Array.from(new Int32Array(new Uint8Array(bytes).buffer)),
};

function parseHeader(bytes: Uint8Array): v.InferOutput<typeof headerSchema> {
  let text: string;
  let json: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    json = JSON.parse(text);
  } catch {
    return fail('its header is not JSON');
  }
  if (typeof json !== 'object' || json === null) return fail('its header is no JSON object');
  const twice = duplicateKey(text);
  if (twice !== null) return fail(`its header has '${twice}' twice`);
  const { __metadata__: metadata, ...entries } = json as Record<string, unknown>;
  const result = v.safeParse(headerSchema, { metadata, entries: new Map(Object.entries(entries)) });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue)?.replace(/^entries\.?/, '');
  return fail(`${where || 'header'}: ${issue.message}`);
}

/**
 * @param dtype F16 rounds each number to the nearest half.
 * @throws if a number is too large for a half.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, NamedTensor>,
  metadata: Readonly<Record<string, string>> = {},
  dtype: Dtype = 'F32',
): Uint8Array {
  let offset = 0;
  const entries = [...tensors].map(([name, { shape, data }]) => {
    const begin = offset;
    offset += DTYPES[dtype] * data.length;
    return [name, { dtype, shape, data_offsets: [begin, offset] }] as const;
  });
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  // Aligned to eight bytes: readers map the numbers in place.
  const header = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const bytes = new Uint8Array(8 + header.byteLength + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.byteLength), true);
  bytes.set(header, 8);
  let at = 8 + header.byteLength;
  for (const [name, { data }] of tensors) {
    const numbers = dtype === 'F32' ? data : toHalves(name, data);
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += numbers.byteLength;
  }
  return bytes;
}

function toHalves(name: string, data: Float32Array): Uint16Array {
  const halves = Uint16Array.from(data, toHalf);
  const lost = data.findIndex((value, i) => Number.isFinite(value) && !Number.isFinite(fromHalf(halves[i]!)));
  if (lost >= 0) throw new Error(`'${name}' holds ${data[lost]}, which is too large for float16`);
  return halves;
}

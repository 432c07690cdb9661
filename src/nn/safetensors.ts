/**
 * Reading and writing safetensors (float32 only): eight bytes of header length, a JSON header, the numbers.
 * The reader is strict, since files come from outside: https://github.com/huggingface/safetensors#format
 */
import * as v from 'valibot';
import { elements } from './graph.ts';

export interface NamedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const MAX_HEADER_BYTES = 1 << 20;
const MAX_TENSORS = 4096;

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const entrySchema = v.strictObject({
  dtype: v.literal('F32', 'only float32 tensors (F32) are read here'),
  shape: v.pipe(v.array(natural), v.maxLength(8)),
  data_offsets: v.tuple([natural, natural]),
});
const headerSchema = v.pipe(
  v.objectWithRest({ __metadata__: v.optional(v.record(v.string(), v.string())) }, entrySchema),
  v.check(header => Object.keys(header).length <= MAX_TENSORS + 1, `more than ${MAX_TENSORS} tensors`),
);

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, NamedTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * @throws with what is wrong: a header that is cut off, too long, not JSON or of another form; a type other than float32;
 * offsets that overlap, leave holes or do not match shape and file.
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const fail = (what: string): never => {
    throw new Error(`This is not a safetensors file that can be read: ${what}`);
  };
  if (bytes.byteLength < 8) fail('it is shorter than its own length field');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > MAX_HEADER_BYTES) fail(`its header claims ${headerBytes} bytes`);
  if (8 + headerBytes > bytes.byteLength) fail('its header is cut off');
  const header = parseHeader(bytes.subarray(8, 8 + headerBytes), fail);

  const { __metadata__: metadata = {}, ...entries } = header;
  const body = bytes.subarray(8 + headerBytes);
  const tensors = new Map<string, NamedTensor>();
  let expected = 0;
  const inOrder = Object.entries(entries as Record<string, v.InferOutput<typeof entrySchema>>).sort(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  );
  for (const [name, { shape, data_offsets: offsets }] of inOrder) {
    const [begin, end] = offsets;
    if (begin !== expected) fail(`'${name}' begins at ${begin} where ${expected} was expected`);
    if (end - begin !== 4 * elements(shape)) fail(`'${name}' has ${end - begin} bytes for [${shape}]`);
    if (end > body.byteLength) fail(`'${name}' is cut off`);
    // Copied, since the numbers need not begin at a multiple of four bytes.
    const data = new Float32Array((end - begin) / 4);
    new Uint8Array(data.buffer).set(body.subarray(begin, end));
    tensors.set(name, { shape, data });
    expected = end;
  }
  if (expected !== body.byteLength) fail(`${body.byteLength - expected} bytes follow the last tensor`);
  return { tensors, metadata };
}

function parseHeader(bytes: Uint8Array, fail: (what: string) => never): v.InferOutput<typeof headerSchema> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail('its header is not JSON');
  }
  const result = v.safeParse(headerSchema, json);
  if (result.success) return result.output;
  const issue = result.issues[0];
  return fail(`${v.getDotPath(issue) ?? 'header'}: ${issue.message}`);
}

export function writeSafetensors(
  tensors: ReadonlyMap<string, NamedTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  let offset = 0;
  const entries = [...tensors].map(([name, { shape, data }]) => {
    const begin = offset;
    offset += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }] as const;
  });
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  // Readers map the numbers in place, so they should begin at a multiple of eight bytes.
  const header = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const bytes = new Uint8Array(8 + header.byteLength + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.byteLength), true);
  bytes.set(header, 8);
  let at = 8 + header.byteLength;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

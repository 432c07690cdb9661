import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../src/nn/safetensors.ts';

const tensorArb = fc.array(fc.nat({ max: 4 }), { maxLength: 4 }).chain(shape =>
  fc
    .float32Array({
      minLength: shape.reduce((n, d) => n * d, 1),
      maxLength: shape.reduce((n, d) => n * d, 1),
    })
    .map(data => ({ shape, data })),
);
const fileArb = fc
  .dictionary(
    fc.string({ minLength: 1 }).filter(name => !name.startsWith('__')),
    tensorArb,
    { maxKeys: 6 },
  )
  .map(entries => new Map(Object.entries(entries)));

/** A file with the given header text and body. */
function file(header: string, body = new Uint8Array(0)): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + body.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(body, 8 + text.length);
  return bytes;
}
const entry = (shape: number[], begin: number, end: number, dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('safetensors', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fileArb, tensors => {
        const read = readSafetensors(writeSafetensors(tensors, { note: 'x' }));
        expect(read.metadata).toEqual({ note: 'x' });
        expect(new Map(read.tensors)).toEqual(tensors);
      }),
    );
  });

  it('refuses a file cut off anywhere', () => {
    const whole = writeSafetensors(new Map([['w', { shape: [2, 3], data: new Float32Array(6) }]]));
    for (let length = 0; length < whole.length; length++) {
      expect(() => readSafetensors(whole.subarray(0, length))).toThrow('safetensors');
    }
  });

  it.each([
    ['a header that is not JSON', file('{'), 'not JSON'],
    [
      'a type it does not read',
      file(JSON.stringify({ w: entry([1], 0, 2, 'F16') }), new Uint8Array(2)),
      'float32',
    ],
    [
      'a size that is not the shape’s',
      file(JSON.stringify({ w: entry([2], 0, 4) }), new Uint8Array(4)),
      '4 bytes',
    ],
    ['a hole', file(JSON.stringify({ w: entry([1], 4, 8) }), new Uint8Array(8)), 'begins at 4'],
    [
      'an overlap',
      file(JSON.stringify({ a: entry([1], 0, 4), b: entry([1], 0, 4) }), new Uint8Array(4)),
      'begins at 0',
    ],
    [
      'bytes after the last tensor',
      file(JSON.stringify({ w: entry([1], 0, 4) }), new Uint8Array(5)),
      'follow',
    ],
    ['a negative shape', file(JSON.stringify({ w: entry([-1], 0, 4) }), new Uint8Array(4)), 'shape'],
    [
      'a header as long as the file claims',
      new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 0]),
      'claims',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(message);
  });
});

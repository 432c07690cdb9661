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

  it.each(['constructor', 'prototype', '__proto__'])('keeps a tensor called %s', name => {
    const tensors = new Map([[name, { shape: [1], data: Float32Array.of(7) }]]);
    expect(new Map(readSafetensors(writeSafetensors(tensors)).tensors)).toEqual(tensors);
  });

  it('reads halves, at odd offsets too', () => {
    const header = JSON.stringify({ w: entry([3], 0, 6, 'F16') });
    // 1, -2 and 65504, as in IEEE 754-2008.
    const { tensors } = readSafetensors(file(header, Uint8Array.of(0x00, 0x3c, 0x00, 0xc0, 0xff, 0x7b)));
    expect(tensors.get('w')!.data).toEqual(Float32Array.of(1, -2, 65504));
  });

  it('reads what Node reads from disk, which may lie anywhere in a larger buffer', () => {
    const bytes = writeSafetensors(new Map([['w', { shape: [2], data: Float32Array.of(3, 4) }]]));
    const read = readSafetensors(Buffer.from(bytes));
    expect(read.tensors.get('w')!.data).toEqual(Float32Array.of(3, 4));
  });

  it('writes halves, and refuses what does not fit one', () => {
    const tensors = new Map([['w', { shape: [2], data: Float32Array.of(1 / 3, -0.5) }]]);
    const bytes = writeSafetensors(tensors, {}, 'F16');
    expect([...bytes.subarray(-4)]).toEqual([0x55, 0x35, 0x00, 0xb8]);
    expect(readSafetensors(bytes).tensors.get('w')!.shape).toEqual([2]);
    const large = new Map([['w', { shape: [1], data: Float32Array.of(70_000) }]]);
    expect(() => writeSafetensors(large, {}, 'F16')).toThrow("'w' holds 70000");
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
      file(JSON.stringify({ w: entry([1], 0, 2, 'I16') }), new Uint8Array(2)),
      'float32',
    ],
    [
      'halves whose size is that of floats',
      file(JSON.stringify({ w: entry([2], 0, 8, 'F16') }), new Uint8Array(8)),
      '8 bytes',
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
    [
      'a name that is there twice, once in other letters',
      file(
        `{"w":${JSON.stringify(entry([1], 0, 4))},"\\u0077":${JSON.stringify(entry([1], 0, 4))}}`,
        new Uint8Array(4),
      ),
      "'w' twice",
    ],
    [
      'a field that is there twice',
      file('{"w":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}', new Uint8Array(4)),
      "'shape' twice",
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

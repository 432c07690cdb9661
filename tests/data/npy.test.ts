import { expect, it } from 'vitest';
import { DataError } from '../../src/data/dataError.ts';
import { readNpy, writeNpy } from '../../src/data/npy.ts';
import { fromBase64, NPY } from './numpyFiles.ts';

const read = (name: keyof typeof NPY) => readNpy('a.npy', fromBase64(NPY[name]));

it('reads what numpy wrote', () => {
  expect(read('bytes')).toEqual({
    shape: [2, 3, 4],
    integer: true,
    data: Uint8Array.from({ length: 24 }, (_, i) => i),
  });
  const floats = read('floats');
  expect(floats).toMatchObject({ shape: [2, 2, 2], integer: false });
  floats.data.forEach((value, i) => {
    expect(value).toBeCloseTo(-1 + (2 * i) / 7, 6);
  });
  expect(read('labels')).toMatchObject({ shape: [2], integer: true });
  expect([...read('labels').data]).toEqual([3, 1]);
  expect(read('scalar')).toMatchObject({ shape: [], data: Uint8Array.of(7) });
});

it.each<[keyof typeof NPY, string]>([
  ['objects', 'type O'],
  ['texts', 'type U1'],
  ['columns', 'column by column'],
  ['bigEnd', 'big end first'],
])('refuses %s in a sentence', (name, what) => {
  expect(() => read(name)).toThrow(DataError);
  expect(() => read(name)).toThrow(what);
});

it('refuses every beginning of a file', () => {
  const whole = fromBase64(NPY.bytes);
  for (let length = 0; length < whole.length; length++) {
    expect(() => readNpy('a.npy', whole.slice(0, length))).toThrow(DataError);
  }
});

it('writes the bytes that numpy writes', () => {
  const data = Uint8Array.from({ length: 24 }, (_, i) => i);
  expect(writeNpy([2, 3, 4], data)).toEqual(fromBase64(NPY.bytes));
});

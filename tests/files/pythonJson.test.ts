import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePythonJson } from '../../src/files/pythonJson.ts';

it('reads what Python writes beyond the standard', () => {
  const text = String.raw`{"a": -Infinity, "b": [Infinity, NaN], "NaN": "-Infinity, \"NaN\"", "c": 1}`;
  expect(parsePythonJson(text)).toEqual({
    a: Number.NEGATIVE_INFINITY,
    b: [Number.POSITIVE_INFINITY, null],
    NaN: '-Infinity, "NaN"',
    c: 1,
  });
});

it('reads what the standard has as it stands', () => {
  fc.assert(
    fc.property(fc.json(), text => {
      expect(parsePythonJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

it.each(['', '{', '{"a": Infinit}', '{"a": nan}', 'InfinityNaN'])('refuses %s', text => {
  expect(() => parsePythonJson(text)).toThrow(SyntaxError);
});

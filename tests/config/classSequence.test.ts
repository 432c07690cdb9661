/** The classes to ask for, as text in a link and as names that a person types. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  classesOfNames,
  formatClasses,
  parseClasses,
  sequenceProblem,
} from '../../src/config/classSequence.ts';
import { decodeLink } from '../../src/config/link.ts';

it('writes digits as they are, and numbers between commas; all come back', () => {
  expect(formatClasses([2, 0, 2, 6])).toBe('2026');
  expect(formatClasses([3, 12])).toBe('3,12');
  expect(formatClasses([12])).toBe('12,');
  expect(parseClasses('12,')).toEqual([12]);
  expect(parseClasses('12')).toEqual([1, 2]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 254 }), { minLength: 1, maxLength: 64 }), classes => {
      const text = formatClasses(classes);
      expect(sequenceProblem(text)).toBeNull();
      expect(parseClasses(text)).toEqual(classes);
    }),
  );
});

it.each(['', ',', '1,,2', ',1', 'a', '1 2', '1,a', '-1', '1.5', '1234,5'])(
  '%j in a link is refused',
  text => {
    const { config, problems } = decodeLink(
      `#v=2&classConditional=true&sampleDigits=${encodeURIComponent(text)}`,
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^Ask for these should be one digit or more, or numbers between commas, not/);
    expect(config.sampleDigits).toBe('0123456789');
  },
);

it('refuses more than a sampling has pictures', () => {
  expect(sequenceProblem('1'.repeat(65))).toBe('at most 64 classes');
  expect(sequenceProblem(Array.from({ length: 65 }, () => 11).join(','))).toBe('at most 64 classes');
});

it('takes names in any case, numbers, and says which it does not know', () => {
  const names = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  expect(classesOfNames('z, A ,b, 25', names)).toEqual({ classes: [25, 0, 1, 25] });
  expect(classesOfNames('A, Ä', names)).toEqual({
    problem: `There is no class “Ä”. There are ${names.join(', ')}.`,
  });
  expect(classesOfNames('26', names)).toHaveProperty('problem');
  expect(classesOfNames(' , ', names)).toEqual({ problem: 'Name at least one class.' });
});

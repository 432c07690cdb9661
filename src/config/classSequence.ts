/**
 * The classes to ask for, one per picture, as text: '0123' digit by digit, or numbers between commas where one has more
 * than a digit, as '3,12'. One such number alone ends in a comma: '12,'.
 */
/** The most pictures of a sampling. */
export const LONGEST_SEQUENCE = 64;

const DIGITS = /^\d+$/;
const NUMBERS = /^\d{1,3}(,\d{1,3})*,?$/;

/** @param text valid: see `sequenceProblem`. */
export const parseClasses = (text: string): readonly number[] =>
  text.includes(',') ? text.replace(/,$/, '').split(',').map(Number) : [...text].map(Number);

export function formatClasses(classes: readonly number[]): string {
  if (classes.every(one => one < 10)) return classes.join('');
  return classes.length === 1 ? `${classes[0]},` : classes.join(',');
}

/** What the text should be, if it is something else; null if it is valid. */
export function sequenceProblem(text: string): string | null {
  if (!DIGITS.test(text) && !(text.includes(',') && NUMBERS.test(text))) {
    return 'one digit or more, or numbers between commas';
  }
  return parseClasses(text).length > LONGEST_SEQUENCE ? `at most ${LONGEST_SEQUENCE} classes` : null;
}

/**
 * Classes from what a person typed: their names, or their numbers, between commas.
 *
 * @returns a problem in a sentence where one of them is unknown.
 */
export function classesOfNames(
  typed: string,
  names: readonly string[],
): { readonly classes: readonly number[] } | { readonly problem: string } {
  const lower = names.map(name => name.toLowerCase());
  const parts = typed
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
  if (parts.length === 0) return { problem: 'Name at least one class.' };
  if (parts.length > LONGEST_SEQUENCE) return { problem: `At most ${LONGEST_SEQUENCE} can be asked for.` };
  const classes = parts.map(part => {
    const named = lower.indexOf(part.toLowerCase());
    if (named >= 0) return named;
    return /^\d+$/.test(part) && Number(part) < names.length ? Number(part) : -1;
  });
  const unknown = parts[classes.indexOf(-1)];
  return unknown === undefined
    ? { classes }
    : { problem: `There is no class “${unknown.slice(0, 40)}”. There are ${names.join(', ')}.` };
}

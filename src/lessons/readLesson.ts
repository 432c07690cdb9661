/** Reads a lesson, or says in one sentence what is wrong and where. */
import * as v from 'valibot';
import { DataError } from '../data/dataError.ts';
import { LESSON_FORMAT, type Lesson, lessonSchema } from './lesson.ts';

export const MAX_LESSON_BYTES = 2 ** 20;

/**
 * @param name the file's or link's, for the sentence.
 * @throws DataError with what is wrong.
 */
export function readLesson(json: string, name: string): Lesson {
  if (json.length > MAX_LESSON_BYTES) {
    throw refused(name, 'it is longer than a mebibyte');
  }
  const said = parse(json, name);
  if (typeof said !== 'object' || said === null || !('format' in said) || said.format !== LESSON_FORMAT) {
    throw refused(name, `a lesson begins with { "format": "${LESSON_FORMAT}"`);
  }
  const result = v.safeParse(lessonSchema, said, { abortPipeEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw refused(name, sentenceOf(issue));
}

export const writeLesson = (lesson: Lesson): string => `${JSON.stringify(lesson, tidy, 2)}\n`;

/** What is empty is left out. */
const tidy = (_: string, value: unknown): unknown =>
  value === '' || (isObject(value) && Object.keys(value).length === 0) ? undefined : value;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw refused(name, `it is not JSON (${cause instanceof Error ? cause.message : cause})`);
  }
}

const refused = (name: string, why: string): DataError =>
  new DataError(`“${name}” is not a lesson that the page can show: ${why}.`, 'The page is unchanged.');

/** As in 'step 3, question, answer 1, text should be a text'. */
function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  const last = String(keys.at(-1) ?? '');
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return `${placeOf(keys.slice(0, -1))} has “${last.slice(0, 40)}”, which means nothing in a lesson`;
  }
  if (issue.received === 'undefined') return `${placeOf(keys.slice(0, -1))} has no “${last.slice(0, 40)}”`;
  return `${placeOf(keys)} ${issue.message}`;
}

const NUMBERED: Readonly<Record<string, string>> = { steps: 'step', answers: 'answer' };

function placeOf(keys: readonly (string | number)[]): string {
  const words = keys.flatMap((key, i) => {
    const numbered = NUMBERED[String(key)];
    if (numbered && typeof keys[i + 1] === 'number') return [];
    if (typeof key !== 'number') return [`“${key.slice(0, 40)}”`];
    return [`${NUMBERED[String(keys[i - 1])] ?? 'number'} ${key + 1}`];
  });
  return words.length === 0 ? 'the lesson' : words.join(', ');
}

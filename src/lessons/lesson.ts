/**
 * A lesson: steps with a text, a state of the page, something to try, and perhaps a question. A JSON file of plain data:
 * texts are Markdown with formulas between dollar signs, and nothing of it is ever run or taken for HTML.
 */
import * as v from 'valibot';
import { PARAM_NAMES } from '../config/params.ts';
import { readSettings } from '../config/parseRunConfig.ts';
import { CONTROLS, EXPERIMENT_NAMES, PARTS, PLACES } from '../config/shown.ts';

export const LESSON_FORMAT = 'diffusion-playground-lesson';
export const LESSON_VERSION = 1;

const MOST = { steps: 100, letters: 20_000, line: 300, answers: 8, buttons: 20 } as const;

const line = v.pipe(
  v.string('should be a text'),
  v.trim(),
  v.nonEmpty('should not be empty'),
  v.maxLength(MOST.line, `should have at most ${MOST.line} letters`),
);
const text = v.pipe(
  v.string('should be a text'),
  v.maxLength(MOST.letters, `should have at most ${MOST.letters.toLocaleString('en')} letters`),
);
const count = v.pipe(
  v.number('should be a number'),
  v.integer('should be a whole number'),
  v.minValue(0, 'should not be negative'),
  v.maxValue(1e6, 'should be at most 1,000,000'),
);
const oneOf = <const T extends readonly string[]>(names: T) =>
  v.picklist(names, `should be one of ${names.join(', ')}`);
const object = 'should be an object, written in braces';
const list = 'should be a list, written in brackets';

/** Settings by name, as `{ "schedule": "linear", "T": 1000 }`. */
const change = v.pipe(
  v.record(v.string(), v.unknown(), object),
  v.rawTransform(({ dataset, addIssue }) => {
    const { taken, problems } = readSettings(dataset.value);
    // What is done about it in a link does not hold here.
    if (problems[0] !== undefined) addIssue({ message: `is wrong: ${problems[0].replace(/;[^;]*$/, '')}` });
    return taken;
  }),
);

const page = v.strictObject(
  {
    /** The settings as in a link, '#v=1&…', with drawings if it has any; left out: as they are. */
    settings: v.optional(
      v.pipe(
        v.string('should be the part of a link from # on'),
        v.regex(/^#v=/, 'should be the part of a link from # on, as “#v=1&schedule=cosine”'),
      ),
    ),
    /** Settings that are changed, while the others stay; a notice leads back. */
    change: v.optional(change),
    /** The settings of a network that has learned: the student's own, else the pretrained one's. `change` follows. */
    network: v.optional(oneOf(['trained'])),
    /** What is shown and hidden, as in a link; left out: what the address says. */
    show: v.optional(v.array(oneOf([...PLACES, ...EXPERIMENT_NAMES]), list)),
    hide: v.optional(v.array(oneOf([...CONTROLS, ...PARAM_NAMES]), list)),
    /** The noise level: 0, data, to 1, noise. */
    level: v.optional(
      v.pipe(
        v.number('should be a number'),
        v.minValue(0, 'should be from 0, data, to 1, noise'),
        v.maxValue(1, 'should be from 0, data, to 1, noise'),
      ),
    ),
    part: v.optional(oneOf(PARTS)),
    /** Which picture of the data, and which noise for it; 'other' is one that was not there before. */
    picture: v.optional(count),
    noise: v.optional(v.union([count, v.literal('other')], 'should be a whole number, or “other”')),
    experiment: v.optional(oneOf(EXPERIMENT_NAMES)),
  },
  object,
);

const button = v.strictObject({ ...page.entries, does: v.optional(oneOf(['train', 'sample'])) }, object);

const answer = v.strictObject(
  { text: line, right: v.optional(v.boolean('should be true or false')), why: v.optional(text) },
  object,
);

const question = v.strictObject(
  {
    text,
    answers: v.pipe(
      v.array(answer, list),
      v.minLength(2, 'should be two or more'),
      v.maxLength(MOST.answers, `should be at most ${MOST.answers}`),
      v.check(answers => answers.some(({ right }) => right), 'should have one with “right”: true'),
    ),
  },
  object,
);

const step = v.strictObject(
  {
    title: line,
    text: v.optional(text, ''),
    /** What to try: Markdown too. */
    try: v.optional(text, ''),
    /** The state that the step puts the page in. */
    page: v.optional(page, {}),
    /** States for buttons in the texts: [a label](page:NAME). */
    buttons: v.optional(
      v.pipe(
        v.record(v.string(), button, object),
        v.maxEntries(MOST.buttons, `should be at most ${MOST.buttons}`),
      ),
      {},
    ),
    question: v.optional(question),
  },
  object,
);

export const lessonSchema = v.strictObject(
  {
    format: v.literal(LESSON_FORMAT, `should be “${LESSON_FORMAT}”`),
    version: v.literal(LESSON_VERSION, `should be ${LESSON_VERSION}: this page knows no other`),
    title: line,
    steps: v.pipe(
      v.array(step, list),
      v.minLength(1, 'should be one or more'),
      v.maxLength(MOST.steps, `should be at most ${MOST.steps}`),
    ),
  },
  object,
);

export type Lesson = v.InferOutput<typeof lessonSchema>;

export const EMPTY_LESSON: Lesson = {
  format: LESSON_FORMAT,
  version: LESSON_VERSION,
  title: 'My lesson',
  steps: [],
};

export type Step = Lesson['steps'][number];
export type Question = NonNullable<Step['question']>;
export type PageState = v.InferOutput<typeof page>;
export type ButtonState = v.InferOutput<typeof button>;

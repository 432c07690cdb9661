/** A lesson is read whole, or refused in one sentence that says what is wrong and where. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeLink } from '../../src/config/link.ts';
import { DataError } from '../../src/data/dataError.ts';
import { readLesson, writeLesson } from '../../src/lessons/readLesson.ts';

const whole = {
  format: 'diffusion-playground-lesson',
  version: 1,
  title: 'Noise in five minutes',
  steps: [
    {
      title: 'A picture',
      text: 'This is $x_0$. [Mostly noise](page:noisy)',
      try: 'Drag the timeline.',
      page: {
        settings: '#v=1&schedule=linear&target=eps&sampler=ddpm',
        level: 0,
        part: 'noise',
        show: ['noise', 'timeline'],
      },
      buttons: { noisy: { level: 0.9, does: 'sample' } },
      question: {
        text: 'What is left at $t = T$?',
        answers: [{ text: 'Noise', right: true, why: 'Nearly nothing of $x_0$.' }, { text: 'The picture' }],
      },
    },
    { title: 'The end' },
  ],
};

/** The lesson with the value at a path replaced; undefined removes it. */
function changed(path: readonly (string | number)[], value: unknown): string {
  type Tree = { [key: string | number]: Tree };
  const copy = structuredClone(whole) as unknown as Tree;
  const last = path.at(-1)!;
  const parent = path.slice(0, -1).reduce((at, key) => at[key]!, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value as Tree;
  return JSON.stringify(copy);
}

it('reads what it wrote', () => {
  const lesson = readLesson(JSON.stringify(whole), 'noise.json');
  expect(lesson).toMatchObject(whole);
  expect(readLesson(writeLesson(lesson), 'again.json')).toEqual(lesson);
  expect(JSON.parse(writeLesson(lesson)).steps[1]).toEqual({ title: 'The end' });
});

describe('refuses with what is wrong and where', () => {
  it.each([
    [['title'], undefined, 'the lesson has no “title”'],
    [['version'], 2, '“version” should be 1: this page knows no other'],
    [['steps'], [], '“steps” should be one or more'],
    [['steps'], 'none', '“steps” should be a list, written in brackets'],
    [['steps', 1], 'The end', 'step 2 should be an object, written in braces'],
    [['steps', 1, 'title'], '  ', 'step 2, “title” should not be empty'],
    [['steps', 1, 'tittle'], 'x', 'step 2 has “tittle”, which means nothing in a lesson'],
    [['steps', 0, 'text'], 5, 'step 1, “text” should be a text'],
    [['steps', 0, 'text'], 'x'.repeat(20_001), 'step 1, “text” should have at most 20,000 letters'],
    [
      ['steps', 0, 'page', 'settings'],
      'javascript:alert(1)',
      'step 1, “page”, “settings” should be the part of a link from # on, as “#v=1&schedule=cosine”',
    ],
    [
      ['steps', 0, 'page', 'change'],
      { schedule: 'linear', tempo: 3 },
      "step 1, “page”, “change” is wrong: There is no setting called 'tempo'",
    ],
    [
      ['steps', 0, 'buttons', 'noisy', 'change'],
      { schedule: 'lineal' },
      /step 1, “buttons”, “noisy”, “change” is wrong: Schedule should be one of .*, not 'lineal'/,
    ],
    [['steps', 0, 'page', 'noise'], 'more', 'step 1, “page”, “noise” should be a whole number, or “other”'],
    [['steps', 0, 'page', 'level'], 1.5, 'step 1, “page”, “level” should be from 0, data, to 1, noise'],
    [
      ['steps', 0, 'page', 'part'],
      'loss',
      'step 1, “page”, “part” should be one of data, noise, denoiser, generate',
    ],
    [
      ['steps', 0, 'buttons', 'noisy', 'does'],
      'delete',
      'step 1, “buttons”, “noisy”, “does” should be one of train, sample',
    ],
    [['steps', 0, 'question', 'answers', 0, 'text'], undefined, 'step 1, “question”, answer 1 has no “text”'],
    [
      ['steps', 0, 'question', 'answers', 0, 'right'],
      false,
      'step 1, “question”, “answers” should have one with “right”: true',
    ],
  ] as const)('%j = %j', (path, value, why) => {
    const read = () => readLesson(changed(path, value), 'noise.json');
    expect(read).toThrow(DataError);
    expect(read).toThrow(
      typeof why === 'string' ? `“noise.json” is not a lesson that the page can show: ${why}.` : why,
    );
  });

  it('what is no lesson at all', () => {
    expect(() => readLesson('{"a": ', 'x.json')).toThrow(
      /^“x.json” is not a lesson that the page can show: it is not JSON/,
    );
    expect(() => readLesson('<html></html>', 'x')).toThrow('it is not JSON');
    for (const other of ['null', '[]', '3', '{"_class_name": "UNet2DModel"}']) {
      expect(() => readLesson(other, 'x')).toThrow(
        'a lesson begins with { "format": "diffusion-playground-lesson"',
      );
    }
    expect(() => readLesson(' '.repeat(2 ** 20 + 1), 'x')).toThrow('longer than a mebibyte');
  });
});

describe('the lessons that come with the page', () => {
  const folder = join(import.meta.dirname, '../../public');
  const files = ['lessons', 'chapters'].flatMap(name =>
    readdirSync(join(folder, name)).map(file => `${name}/${file}`),
  );

  it.each(files)('%s is one, and its settings and buttons are there', file => {
    const { steps } = readLesson(readFileSync(join(folder, file), 'utf8'), file);
    for (const { page, buttons, text, try: exercise } of steps) {
      for (const { settings } of [page, ...Object.values(buttons)]) {
        if (settings) expect(decodeLink(settings).problems).toEqual([]);
      }
      const named = [...`${text}${exercise}`.matchAll(/\]\(page:([\w-]+)\)/g)].map(([, name]) => name);
      expect(named.sort()).toEqual(Object.keys(buttons).sort());
    }
  });
});

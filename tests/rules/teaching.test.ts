/** The sheet for teachers has every lesson and chapter, and its links open what it says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../src/config/link.ts';
import { EXPERIMENT_NAMES } from '../../src/config/shown.ts';
import { CHAPTERS } from '../../src/lessons/chapters.ts';

const root = join(import.meta.dirname, '../..');
const sheet = readFileSync(join(root, 'docs/teaching.md'), 'utf8');
const links = [...sheet.matchAll(/`(\?[^`]+)`/g)].map(([, link]) => new URL(link!, 'http://page.test/'));
const said = (key: string) => links.flatMap(({ searchParams }) => searchParams.getAll(key));

it('has a link to every lesson and every chapter, and to no other', () => {
  const lessons = readdirSync(join(root, 'public/lessons')).map(name => `lessons/${name}`);
  expect(new Set(said('lesson'))).toEqual(new Set(lessons));
  expect(new Set(said('learn'))).toEqual(new Set(CHAPTERS.map(({ id }) => id)));
  for (const { title } of CHAPTERS) expect(sheet).toContain(`. ${title}`);
  for (const experiment of said('lab')) expect(EXPERIMENT_NAMES).toContain(experiment);
});

it.each(links.filter(({ hash }) => hash !== '').map(({ hash }) => hash))('%s is taken as it stands', hash => {
  const { config, problems } = decodeLink(hash);
  expect(problems).toEqual([]);
  expect(encodeLink(config)).toBe(hash);
});

it('has minutes, what is seen and two exercises with answers for each', () => {
  const units = sheet.split(/^(?:## Lesson: |### )/m).slice(1);
  expect(units).toHaveLength(said('lesson').length + CHAPTERS.length);
  for (const unit of units) {
    expect(unit).toMatch(/^\d+ minutes · `\?/m);
    expect(unit).toContain('**See.**');
    for (const n of [1, 2]) expect(unit).toMatch(new RegExp(`^${n}\\. [^*]+\\*[^*]+\\*$`, 'm'));
  }
});

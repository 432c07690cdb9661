/** The chapters are as their list says, with formulas that KaTeX sets. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import katex from 'katex';
import type { Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../src/lessons/chapters.ts';
import { readLesson } from '../../src/lessons/readLesson.ts';
import { type FormulaToken, markdownTokens } from '../../src/ui/lessons/markdownTokens.ts';

const folder = join(import.meta.dirname, '../../public/chapters');
const chapter = (id: string) => readLesson(readFileSync(join(folder, `${id}.json`), 'utf8'), id);

/** Every token of a text, however deep. */
const tokensOf = (text: string): Token[] => {
  const all: Token[] = [];
  const visit = (tokens: readonly Token[]) => {
    for (const token of tokens) {
      all.push(token);
      if ('items' in token) visit(token.items as Token[]);
      if ('tokens' in token && token.tokens) visit(token.tokens);
    }
  };
  visit(markdownTokens(text));
  return all;
};

describe('the chapters', () => {
  it('are the files of their folder', () => {
    expect(readdirSync(folder).sort()).toEqual(CHAPTERS.map(({ id }) => `${id}.json`).sort());
  });

  it.each(CHAPTERS)('$id reads well', ({ id, title }) => {
    const lesson = chapter(id);
    expect(lesson.title).toBe(title);
    for (const { text, try: exercise, question } of lesson.steps) {
      const texts = [text, exercise, ...(question?.answers ?? []).flatMap(one => [one.text, one.why ?? ''])];
      const tokens = [...texts, question?.text ?? ''].flatMap(tokensOf);
      for (const { tex } of tokens.filter((token): token is FormulaToken => token.type === 'formula')) {
        expect(() => katex.renderToString(tex, { displayMode: true, strict: 'error' }), tex).not.toThrow();
      }
      // No formula, emphasis or button is left as it was written.
      const plain = tokens
        .filter(token => token.type === 'text' && !('tokens' in token))
        .map(({ raw }) => raw);
      expect(plain.filter(words => /[$*\\]|\]\(/.test(words))).toEqual([]);
    }
  });
});

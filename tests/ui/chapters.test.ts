/** KaTeX can set every formula of the chapters. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import katex from 'katex';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../src/ui/learn/chapters');
const FORMULA = /tex=(?:"([^"]*)"|\{\s*String\.raw`([^`]*)`\s*\})/g;

describe('the chapters', () => {
  const files = readdirSync(folder);
  it('are ten', () => {
    expect(files).toHaveLength(10);
  });

  it.each(files)('%s has formulas that KaTeX takes as they are', file => {
    const source = readFileSync(join(folder, file), 'utf8');
    const formulas = [...source.matchAll(FORMULA)].map(([, plain, raw]) => plain ?? raw!);
    expect(formulas.length).toBe(source.split('tex=').length - 1);
    for (const tex of formulas) {
      expect(() => katex.renderToString(tex, { displayMode: true, strict: 'error' }), tex).not.toThrow();
    }
  });
});

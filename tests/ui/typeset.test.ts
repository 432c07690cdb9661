/** Formulas are typeset as HTML that the page's security policy shows whole. */
import { expect, it } from 'vitest';
import { OPENING_FORMULAS } from '../../src/ui/formulas/opening.ts';
import { typeset } from '../../src/ui/formulas/typeset.ts';

it.each(OPENING_FORMULAS)('$tex has no style attribute, and its MathML', ({ tex, block }) => {
  const html = typeset(tex, block);
  expect(html).not.toMatch(/\sstyle=/);
  expect(html).toContain('<math');
  expect(html.includes('katex-display')).toBe(block);
});

it('keeps the styles under another name, and colours symbols', () => {
  const html = typeset(String.raw`\sqrt{x_0}`, false);
  expect(html).toMatch(/data-style="height:/);
  expect(html).toContain('sym-x0');
});

it('refuses what is no formula, and classes that are not the page’s', () => {
  expect(() => typeset(String.raw`\frac{1`, false)).toThrow();
  expect(typeset(String.raw`\href{javascript:alert(1)}{x}`, false)).not.toContain('<a ');
});

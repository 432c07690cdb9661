/** A lesson's text becomes the page's own elements: nothing of it is HTML, and nothing of it is loaded or run. */
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../../src/ui/lessons/GivenFormula.tsx';
import { Markdown } from '../../src/ui/lessons/Markdown.tsx';
import { markdownTokens } from '../../src/ui/lessons/markdownTokens.ts';

const button = (name: string, label: ReactNode) =>
  name === 'noisy' ? createElement('button', { type: 'button' }, label) : null;
const html = (text: string) =>
  renderToStaticMarkup(createElement(Markdown, { text, button })).replaceAll(
    /<span class="text">([^<]*)<\/span>/g,
    '$1',
  );

describe('Markdown', () => {
  it.each([
    ['A *small* step, **each** `x`.', '<p>A <em>small</em> step, <strong>each</strong> <code>x</code>.</p>'],
    ['# Why\n\nBecause.', '<h3>Why</h3><p>Because.</p>'],
    ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ['3. three\n4. four', '<ol start="3"><li>three</li><li>four</li></ol>'],
    ['> said', '<blockquote><p>said</p></blockquote>'],
    [
      '| a | b |\n| - | - |\n| 1 | 2 |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    ],
    ['\\*not so\\*', '<p>*not so*</p>'],
  ])('%j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('leads out by web links alone, and puts the page in a state by those to a button', () => {
    expect(html('[paper](https://arxiv.org/abs/2006.11239)')).toBe(
      '<p><a href="https://arxiv.org/abs/2006.11239" target="_blank" rel="noopener noreferrer">paper</a></p>',
    );
    expect(html('[Mostly noise](page:noisy) [else](page:other)')).toBe(
      '<p><button type="button">Mostly noise</button> else</p>',
    );
  });
});

describe('what would be HTML, or load or run something, is words', () => {
  it.each([
    '<script>alert(1)</script>',
    'a <img src=x onerror=alert(1)> b',
    '<iframe src="https://evil.example"></iframe>',
    '<div onclick="alert(1)">\n\n**x**\n\n</div>',
    '<!-- --><svg onload=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](JaVaScRiPt:alert(1) "t")',
    '![x](https://evil.example/track.png)',
    '<https://evil.example/"onmouseover=alert(1)>',
    '```html\n<b onclick=alert(1)>\n```',
  ])('%s', text => {
    const elements = [...html(text).matchAll(/<([a-z0-9]+)([^>]*)>/g)].map(([, name, rest]) => [name, rest]);
    const plain = ['p', 'pre', 'code', 'strong', 'span', 'h3'];
    for (const [name, rest] of elements) {
      if (name === 'a')
        expect(rest).toMatch(/^ href="https?:\/\/[^"]*" target="_blank" rel="noopener noreferrer"$/);
      else expect([name, rest]).toEqual([plain.find(known => known === name), '']);
    }
  });

  it('and is still there to read', () => {
    expect(html('a <b>c</b>')).toBe('<p>a &lt;b&gt;c&lt;/b&gt;</p>');
    expect(html('![a cat](https://evil.example/cat.png)')).toBe('<p>a cat</p>');
  });
});

describe('formulas', () => {
  const formulas = (text: string) => {
    const found: string[] = [];
    const walk = (tokens: readonly { type: string; tex?: string; tokens?: never[] }[]) => {
      for (const { type, tex, tokens: inner } of tokens) {
        if (type === 'formula') found.push(tex!);
        if (inner) walk(inner);
      }
    };
    walk(markdownTokens(text) as never[]);
    return found;
  };

  it('stand between dollar signs, with Markdown’s own signs in them', () => {
    expect(formulas(String.raw`Take $x_0$ and $\sqrt{\bar\alpha_t}\,x_0 * 2_a * 3$.`)).toEqual([
      'x_0',
      String.raw`\sqrt{\bar\alpha_t}\,x_0 * 2_a * 3`,
    ]);
    expect(formulas('Text\n\n$$\nx_t = a\\\\\n b\n$$\n\nmore')).toEqual(['x_t = a\\\\\n b']);
  });

  it('are not amounts of money, nor code', () => {
    expect(formulas('It costs $5 or $6.')).toEqual([]);
    expect(formulas('`$x$` and \\$x\\$')).toEqual([]);
  });

  it('that KaTeX cannot set, or that reach into the page, say so', () => {
    expect(problemOf(String.raw`\frac{1}{2}`)).toBeNull();
    expect(problemOf(String.raw`\frac{1}`)).toContain('KaTeX');
    expect(problemOf(String.raw`\htmlClass{page-head}{x}`)).toBe(String.raw`\htmlClass is not for lessons.`);
    expect(problemOf(String.raw`\href{javascript:alert(1)}{x}`)).toBe(String.raw`\href is not for lessons.`);
    expect(problemOf(String.raw`\rule{9999em}{9999em}`)).toBe(String.raw`\rule is not for lessons.`);
  });
});

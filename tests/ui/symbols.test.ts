import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { colourSymbols, mixColour } from '../../src/ui/symbols.ts';

const classesIn = (tex: string): string[] =>
  [...colourSymbols(tex).matchAll(/\\htmlClass\{([^}]+)\}/g)].map(match => match[1]!);

describe('colourSymbols', () => {
  it('finds every symbol once, and the guesses before what they contain', () => {
    expect(
      classesIn(String.raw`x_t = \sqrt{\bar\alpha_t}\;x_0 + \sqrt{1-\bar\alpha_t}\;\varepsilon`),
    ).toEqual(['sym-xt', 'sym-x0', 'sym-eps']);
    expect(
      classesIn(String.raw`x_{t'} = a\,\hat x_0' + b\,\hat{x_0} + c\,\hat\varepsilon + \sigma_t z`),
    ).toEqual(['sym-xt', 'sym-x0-hat', 'sym-x0-hat', 'sym-eps-hat', 'sym-z']);
  });

  it('leaves words and other letters alone', () => {
    expect(classesIn(String.raw`\theta + \text{size} + \max_{0 \le i} s_t + y_0`)).toEqual([]);
  });

  it('gives formulas that KaTeX still reads', () => {
    const tex = String.raw`L = \mathbb E_{x_0,\,\varepsilon,\,t}\left\lVert \varepsilon - \hat\varepsilon_\theta(x_t,\,t) \right\rVert^2`;
    const html = katex.renderToString(colourSymbols(tex), {
      trust: true,
      strict: 'ignore',
      throwOnError: true,
    });
    expect(html).toContain('sym-eps-hat');
  });
});

describe('mixColour', () => {
  it('has as much of each colour as there is of each in x_t', () => {
    expect(mixColour({ signal: 0.75, noise: 0.25 })).toBe('color-mix(in oklab, var(--x0) 75.0%, var(--eps))');
    expect(mixColour({ signal: 0, noise: 1 })).toBe('color-mix(in oklab, var(--x0) 0.0%, var(--eps))');
  });
});

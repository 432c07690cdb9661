/** Typesets LaTeX with KaTeX, whose code is a third of the page's: loaded when a formula is shown that the build has not typeset. */
import katex from 'katex';
import { colourSymbols } from '../symbols.ts';

/** Trusts only the page's own colour classes. */
const OPTIONS = {
  trust: ({ command }: { command: string }) => command === '\\htmlClass',
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
} as const;

/**
 * The HTML of a formula, with MathML for screen readers. Its style attributes, which the page's security policy would
 * ignore, are named data-style: see `showHtml`.
 *
 * @throws katex.ParseError
 */
export const typeset = (tex: string, block: boolean): string =>
  katex
    .renderToString(colourSymbols(tex), { ...OPTIONS, displayMode: block })
    .replaceAll(' style="', ' data-style="');

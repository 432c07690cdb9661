/** Markdown with formulas, as tokens. HTML in it is text like any other. */
import { Marked, type Token, type TokenizerThis, type Tokens } from 'marked';

/** A formula between dollar signs: $x_t$ in a line, $$x_t$$ on a line of its own. */
export interface FormulaToken extends Tokens.Generic {
  readonly type: 'formula';
  readonly tex: string;
  readonly block: boolean;
}

/** As in Pandoc: no space inside the signs, and no digit after them, so that $5 and $6 stay amounts. */
const INLINE = /^\$(?!\s)((?:\\[\s\S]|[^$\\\n])+?)(?<!\s)\$(?!\d)/;
const BLOCK = /^ {0,3}\$\$([\s\S]+?)\$\$[ \t]*(?:\n|$)/;

const formula = (raw: string, tex: string, block: boolean): FormulaToken => ({
  type: 'formula',
  raw,
  tex: tex.trim(),
  block,
});

const marked = new Marked({
  gfm: true,
  extensions: [
    {
      name: 'formulaBlock',
      level: 'block',
      start: source => source.match(/^ {0,3}\$\$/m)?.index,
      tokenizer(this: TokenizerThis, source) {
        const found = BLOCK.exec(source);
        return found ? formula(found[0], found[1]!, true) : undefined;
      },
    },
    {
      name: 'formulaInline',
      level: 'inline',
      start: source => source.indexOf('$'),
      tokenizer(this: TokenizerThis, source) {
        const found = INLINE.exec(source);
        return found ? formula(found[0], found[1]!, false) : undefined;
      },
    },
  ],
  tokenizer: { html: () => undefined, tag: () => undefined },
});

export const markdownTokens = (text: string): readonly Token[] => marked.lexer(text);

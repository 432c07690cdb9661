import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useLayoutEffect, useRef } from 'react';
import { colourSymbols } from './symbols.ts';
import './styles/symbols.css';

interface Props {
  /** In LaTeX; x_0, x_t, their guesses and noises take their colours by themselves. */
  readonly tex: string;
  /** On a line of its own, scrolling by itself where it is too wide. */
  readonly block?: boolean;
}

/** Only the classes of colours are let through, and only from the page's own formulas. */
const OPTIONS = {
  trust: ({ command }: { command: string }) => command === '\\htmlClass',
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
} as const;

/** A formula, with MathML beside it for those who listen. */
export function Formula({ tex, block = false }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (element.current) {
      katex.render(colourSymbols(tex), element.current, { ...OPTIONS, displayMode: block });
    }
  }, [tex, block]);
  return block ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="formula-line" tabIndex={0}>
      <span ref={element} />
    </div>
  ) : (
    <span ref={element} />
  );
}

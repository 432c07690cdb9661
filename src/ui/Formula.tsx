import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useLayoutEffect, useRef } from 'react';
import { colourSymbols } from './symbols.ts';
import './styles/symbols.css';

interface Props {
  /** In LaTeX; x_0, x_t, their guesses and noises take their colours by themselves. */
  readonly tex: string;
  /** On a line of its own, smaller or scrolling by itself where it is too wide. */
  readonly block?: boolean;
}

/** Only the classes of colours are let through, and only from the page's own formulas. */
const OPTIONS = {
  trust: ({ command }: { command: string }) => command === '\\htmlClass',
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
} as const;

/** What is wider than its line is made smaller, to this share at most; beyond that it scrolls. */
const LEAST_SCALE = 0.7;

function shrinkToLine(line: HTMLElement, formula: HTMLElement): void {
  formula.style.fontSize = '';
  const scale = line.clientWidth / line.scrollWidth;
  if (scale < 1) formula.style.fontSize = `${Math.max(LEAST_SCALE, 0.99 * scale)}em`;
}

/** A formula, with MathML beside it for those who listen. Its letters mean the same in every language. */
export function Formula({ tex, block = false }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const formula = element.current;
    if (!formula) return;
    katex.render(colourSymbols(tex), formula, { ...OPTIONS, displayMode: block });
    const box = line.current;
    if (!box) return;
    const refit = () => shrinkToLine(box, formula);
    const resized = new ResizeObserver(refit);
    resized.observe(box);
    // Its letters may still be on their way.
    document.fonts.addEventListener('loadingdone', refit);
    return () => {
      resized.disconnect();
      document.fonts.removeEventListener('loadingdone', refit);
    };
  }, [tex, block]);
  return block ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={line} className="formula-line" tabIndex={0}>
      <span ref={element} translate="no" />
    </div>
  ) : (
    <span ref={element} translate="no" />
  );
}

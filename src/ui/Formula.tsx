import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useLayoutEffect, useRef } from 'react';
import { colourSymbols } from './symbols.ts';
import './styles/symbols.css';

interface Props {
  /** LaTeX; x_0, x_t, their guesses and the noises are coloured automatically. */
  readonly tex: string;
  /** On a line of its own; shrunk or scrollable if it is too wide. */
  readonly block?: boolean;
}

/** Trusts only the page's own colour classes. */
const OPTIONS = {
  trust: ({ command }: { command: string }) => command === '\\htmlClass',
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
} as const;

/** A formula wider than its line shrinks to this share at least; beyond that it scrolls. */
const LEAST_SCALE = 0.7;

function shrinkToLine(line: HTMLElement, formula: HTMLElement): void {
  formula.style.fontSize = '';
  // Widths do not shrink in proportion everywhere: browsers round letters to whole pixels, each in its own way.
  for (let scale = 1; line.scrollWidth > line.clientWidth && scale > LEAST_SCALE; ) {
    scale = Math.max(LEAST_SCALE, (0.99 * scale * line.clientWidth) / line.scrollWidth);
    formula.style.fontSize = `${scale}em`;
  }
}

/** A formula, with MathML for screen readers; not to be translated. */
export function Formula({ tex, block = false }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const formula = element.current;
    if (!formula) return;
    katex.render(colourSymbols(tex), formula, { ...OPTIONS, displayMode: block });
    const box = line.current;
    if (!box) return;
    let gone = false;
    const refit = () => gone || shrinkToLine(box, formula);
    const resized = new ResizeObserver(() => {
      refit();
      // Its fonts, which measuring has asked for, may still be loading. Not every browser has an event for their end.
      void document.fonts.ready.then(refit);
    });
    resized.observe(box);
    return () => {
      gone = true;
      resized.disconnect();
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

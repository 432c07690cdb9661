import 'katex/dist/katex.min.css';
import * as opening from 'virtual:typeset-opening';
import { useLayoutEffect, useRef } from 'react';
import '../styles/symbols.css';

interface Props {
  /** LaTeX; x_0, x_t, their guesses and the noises are coloured automatically. */
  readonly tex: string;
  /** On a line of its own; shrunk or scrollable if it is too wide. */
  readonly block?: boolean;
}

type Typeset = typeof import('./typeset.ts').typeset;

let loaded: Typeset | null = null;

/** @throws if the code cannot be loaded; the next call tries again. */
export async function loadTypeset(): Promise<Typeset> {
  const { typeset } = await import('./typeset.ts');
  loaded = typeset;
  return typeset;
}

/** Null before KaTeX is there. */
const htmlOf = (tex: string, block: boolean): string | null =>
  (block ? opening.block : opening.inline)[tex] ?? loaded?.(tex, block) ?? null;

/** Styles set by a script are within the security policy. */
function showHtml(element: HTMLElement, html: string): void {
  element.innerHTML = html;
  for (const part of element.querySelectorAll<HTMLElement>('[data-style]')) {
    part.style.cssText = part.dataset.style!;
  }
}

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
    let gone = false;
    const html = htmlOf(tex, block);
    if (html !== null) showHtml(formula, html);
    else {
      // The one before is no longer true.
      formula.replaceChildren();
      loadTypeset()
        .then(typeset => gone || showHtml(formula, typeset(tex, block)))
        // Readable to some, and better than nothing.
        .catch(() => gone || formula.replaceChildren(tex));
    }
    const box = line.current;
    const refit = () => gone || !box || shrinkToLine(box, formula);
    const resized = new ResizeObserver(() => {
      refit();
      // Its fonts, which measuring has asked for, may still be loading. Not every browser has an event for their end.
      void document.fonts.ready.then(refit);
    });
    if (box) resized.observe(box);
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

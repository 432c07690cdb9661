import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useLayoutEffect, useRef } from 'react';

interface Props {
  /** In LaTeX. */
  readonly tex: string;
  /** On a line of its own, scrolling by itself where it is too wide. */
  readonly block?: boolean;
}

/** A formula, with MathML beside it for those who listen. */
export function Formula({ tex, block = false }: Props) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (element.current) katex.render(tex, element.current, { displayMode: block });
  }, [tex, block]);
  return block ? (
    <div className="formula-line">
      <span ref={element} />
    </div>
  ) : (
    <span ref={element} />
  );
}

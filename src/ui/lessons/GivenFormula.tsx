import katex from 'katex';
import { useMemo } from 'react';
import { Formula } from '../Formula.tsx';

interface Props {
  readonly tex: string;
  readonly block: boolean;
}

/** What would reach into the page's own markup, or draw over it. */
const REACHES_OUT =
  /\\(?:html\w*|href|url|includegraphics|rule|raisebox|kern|mkern|hskip|mskip|smash|def|gdef|edef|xdef|let|newcommand|renewcommand|providecommand|futurelet)\b/;

/** A formula from a lesson; one that cannot be set is shown as it is written, with the reason. */
export function GivenFormula({ tex, block }: Props) {
  const problem = useMemo(() => problemOf(tex), [tex]);
  return problem === null ? (
    <Formula tex={tex} block={block} />
  ) : (
    <code className="bad-formula" title={problem}>
      {tex}
    </code>
  );
}

export function problemOf(tex: string): string | null {
  const refused = REACHES_OUT.exec(tex);
  if (refused) return `${refused[0]} is not for lessons.`;
  try {
    katex.renderToString(tex, { strict: 'ignore', trust: false });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

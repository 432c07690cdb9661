import katex from 'katex';
import { useMemo } from 'react';
import { Formula } from '../formulas/Formula.tsx';

interface Props {
  readonly tex: string;
  readonly block: boolean;
}

/** What would reach into the page's own markup, or draw over it. */
const REACHES_OUT =
  /\\(?:html\w*|href|url|includegraphics|rule|raisebox|kern|mkern|hskip|mskip|smash|def|gdef|edef|xdef|let|newcommand|renewcommand|providecommand|futurelet)\b/;

/** The number of an equation, at its end: `\\tag{4}`. */
const TAG = /\\tag\{(\w{1,8})\}\s*$/;

/** A formula from a lesson; one that cannot be set is shown as it is written, with the reason. */
export function GivenFormula({ tex, block }: Props) {
  // Beside the formula, which KaTeX would let run over it where there is little room.
  const number = block ? TAG.exec(tex)?.[1] : undefined;
  const untagged = number === undefined ? tex : tex.replace(TAG, '');
  const problem = useMemo(() => problemOf(untagged), [untagged]);
  if (problem !== null) {
    return (
      <code className="bad-formula" title={problem}>
        {tex}
      </code>
    );
  }
  if (!block) return <Formula tex={tex} />;
  return (
    <div className="eq">
      <Formula block tex={untagged} />
      {number !== undefined && <span className="muted numbers">({number})</span>}
    </div>
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

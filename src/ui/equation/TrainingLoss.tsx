import { useMemo } from 'react';
import { useStore } from 'zustand';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { targetCoefficients } from '../../diffusion/target.ts';
import { TARGETS, type TargetName } from '../../diffusion/targets/registry.ts';
import { answerStore } from '../../store/answerStore.ts';
import { toGrey } from '../../store/frameStore.ts';
import { timelineStore } from '../../store/timeline.ts';
import { Formula } from '../Formula.tsx';
import { useForward } from '../noise/useForward.ts';
import { mixColour, type SymbolName } from '../symbols.ts';
import { useApp } from '../useApp.ts';
import { Operator, Term } from './Term.tsx';

/** The colours of what is asked for and of the answer. */
const COLOURS: { readonly [K in TargetName]?: readonly [SymbolName, SymbolName] } = {
  eps: ['eps', 'epsHat'],
  x0: ['x0', 'x0Hat'],
};

/** What the network is asked for at this t, what it answers, and how far that is from the truth. */
export function TrainingLoss() {
  const forward = useForward();
  const t = useStore(timelineStore, state => state.t);
  const answer = useStore(answerStore, state => state.answer);
  const target = useApp(state => state.activeConfig.target);
  const level = levelAt(forward.process, t);
  const xt = useMemo(() => toGrey(forward.at(t), 1), [forward, t]);
  // The truth at the level of the answer, which may be a moment behind the hand.
  const compared = useMemo(() => compare(forward, target, answer), [forward, target, answer]);
  const { tex, definition } = TARGETS[target];
  const [asked, answered] = COLOURS[target] ?? (['other', 'other'] as const);
  const answerTex = String.raw`\hat ${tex}`;
  return (
    <>
      <div className="sum">
        <Term
          symbol="xt"
          tex="x_t"
          bytes={xt}
          label={`The noisy picture at t = ${t}`}
          colour={mixColour(level)}
        >
          seen
        </Term>
        <Operator>→</Operator>
        <Operator>(</Operator>
        <Term symbol={answered} tex={answerTex} bytes={compared.answer} label="What the network answers">
          answered
        </Term>
        <Operator>−</Operator>
        <Term symbol={asked} tex={tex} bytes={compared.truth} label="What it should have answered">
          the truth
        </Term>
        <Operator>)²</Operator>
        <Operator>=</Operator>
        <Term symbol="other" tex={`\\ell`} bytes={compared.error} label="The squared error, pixel by pixel">
          error
        </Term>
      </div>
      <div className="in-words">
        <h3>
          The loss here, at t = <span className="numbers">{answer?.t ?? t}</span>:{' '}
          <span className="numbers loss-here">{compared.loss === null ? '–' : compared.loss.toFixed(4)}</span>
        </h3>
        <Formula
          block
          tex={String.raw`L = \mathbb E_{x_0,\,\varepsilon,\,t}\left\lVert\, ${tex} - ${answerTex}_\theta(x_t,\,t) \right\rVert^2${definition ? String.raw`,\quad ${definition}` : ''}`}
        />
        <p className="muted">
          Training draws picture, noise and t anew each time, and moves the weights so that the square gets
          smaller.
        </p>
      </div>
    </>
  );
}

const NOTHING = toGrey(new Float32Array(28 * 28), 1);

function compare(
  { process, x0, eps }: ReturnType<typeof useForward>,
  target: TargetName,
  answer: { readonly t: number; readonly answer: Float32Array } | null,
) {
  if (!answer || answer.t >= process.T)
    return { answer: NOTHING, truth: NOTHING, error: NOTHING, loss: null };
  const { signal, noise } = levelAt(process, answer.t);
  const { pX0, pEps } = targetCoefficients(target, signal, noise);
  const truth = x0.map((x, i) => pX0 * x + pEps * eps[i]!);
  const error = truth.map((y, i) => (answer.answer[i]! - y) ** 2);
  const loss = error.reduce((sum, e) => sum + e, 0) / error.length;
  const range = target === 'x0' ? 1 : 3;
  return {
    answer: toGrey(answer.answer, range),
    truth: toGrey(truth, range),
    // No error is black.
    error: toGrey(
      error.map(e => 2 * Math.min(1, e) - 1),
      1,
    ),
    loss,
  };
}

import { useMemo } from 'react';
import { isPoint, type Shape, sizeOf, wordFor } from '../../data/shape.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { targetCoefficients } from '../../diffusion/target.ts';
import { TARGETS, type TargetName } from '../../diffusion/targets/registry.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import type { Answered } from '../../store/state.ts';
import { forwardInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';
import { answerInView } from '../../store/training/answers.ts';
import { Formula } from '../formulas/Formula.tsx';
import { mixColour, type SymbolName } from '../symbols.ts';
import { useApp } from '../useApp.ts';
import { Operator, Term } from './Term.tsx';

/** The symbols of target and answer, for their colours. */
const COLOURS: { readonly [K in TargetName]?: readonly [SymbolName, SymbolName] } = {
  eps: ['eps', 'epsHat'],
  x0: ['x0', 'x0Hat'],
};

/** The training loss at this t: target, answer and squared error. */
export function TrainingLoss() {
  const inView = useApp(forwardInView);
  const tInView = useApp(levelInView);
  const target = useApp(({ config }) => config.target);
  const answered = useApp(answerInView);
  // An answer belongs to its own question, which may lag behind the pointer.
  const { forward, t } = answered ?? { forward: inView, t: tInView };
  const xt = useMemo(() => toBytes(forward.at(t), 1), [forward, t]);
  const { process, shape } = forward;
  const compared = useMemo(
    () => (answered ? compare(answered, target) : unknown(shape)),
    [answered, target, shape],
  );
  const { tex, definition, definitionOnFlow } = TARGETS[target];
  const made = (process.kind === 'flow' && definitionOnFlow) || definition;
  const [asked, answer] = COLOURS[target] ?? (['other', 'other'] as const);
  const answerTex = String.raw`\hat ${tex}`;
  return (
    <>
      <div className="sum">
        <Term
          symbol="xt"
          tex="x_t"
          bytes={xt}
          numbers={forward.at(t)}
          shape={shape}
          label={`The noisy ${wordFor(shape)} at t = ${t}`}
          colour={mixColour(levelAt(process, t))}
        >
          seen
        </Term>
        <Operator>→</Operator>
        <Operator>(</Operator>
        <Term
          symbol={answer}
          tex={answerTex}
          bytes={compared.answer}
          numbers={compared.numbers?.answer}
          shape={shape}
          label="What the network answers"
        >
          answered
        </Term>
        <Operator>−</Operator>
        <Term
          symbol={asked}
          tex={tex}
          bytes={compared.truth}
          numbers={compared.numbers?.truth}
          shape={shape}
          label="What it should have answered"
        >
          the truth
        </Term>
        <Operator>)²</Operator>
        <Operator>=</Operator>
        <Term
          symbol="other"
          tex={`\\ell`}
          bytes={compared.error}
          numbers={compared.numbers?.error}
          shape={shape}
          label={`The squared error, ${isPoint(shape) ? 'of x and of y' : 'pixel by pixel'}`}
        >
          error
        </Term>
      </div>
      <div className="in-words">
        <h3>
          The loss here, at t = <span className="numbers">{t}</span>:{' '}
          <span className="numbers loss-here">{compared.loss?.toFixed(4) ?? '–'}</span>
        </h3>
        <Formula
          block
          tex={String.raw`L = \mathbb E_{x_0,\,\varepsilon,\,t}\left\lVert\, ${tex} - ${answerTex}_\theta(x_t,\,t) \right\rVert^2${made ? String.raw`,\quad ${made}` : ''}`}
        />
        <p className="muted">
          Training draws {wordFor(shape)}, noise and t anew each time, and moves the weights so that the
          square gets smaller.
        </p>
      </div>
    </>
  );
}

function unknown(shape: Shape) {
  const nothing = toBytes(new Float32Array(sizeOf(shape)), 1);
  return { answer: nothing, truth: nothing, error: nothing, loss: null, numbers: null };
}

function compare({ forward, t, answer: { modelOut } }: Answered, target: TargetName) {
  const { process, x0, eps } = forward;
  const { signal, noise } = levelAt(process, t);
  const { pX0, pEps } = targetCoefficients(target, signal, noise);
  const truth = x0.map((x, i) => pX0 * x + pEps * eps[i]!);
  const error = truth.map((y, i) => (modelOut[i]! - y) ** 2);
  const loss = error.reduce((sum, e) => sum + e, 0) / error.length;
  const range = target === 'x0' ? 1 : 3;
  return {
    answer: toBytes(modelOut, range),
    truth: toBytes(truth, range),
    // No error is black.
    error: toBytes(
      error.map(e => 2 * Math.min(1, e) - 1),
      1,
    ),
    loss,
    numbers: { answer: modelOut, truth, error },
  };
}

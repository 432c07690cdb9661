import { useMemo } from 'react';
import { wordFor } from '../../data/shape.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { forwardInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';
import { Formula } from '../formulas/Formula.tsx';
import { CLOSED_FORM } from '../formulas/opening.ts';
import { mixColour } from '../symbols.ts';
import { useApp } from '../useApp.ts';
import { Operator, Term } from './Term.tsx';

/** Ho et al. 2020, eq. 4, or its counterpart for a flow, with the pictures and numbers at this t. */
export function ClosedForm() {
  const forward = useApp(forwardInView);
  const t = useApp(levelInView);
  const { process, shape, image, x0, eps } = forward;
  const { signal, noise } = levelAt(process, t);
  const word = wordFor(shape);
  const noiseBytes = useMemo(() => toBytes(eps, 3), [eps]);
  const xt = useMemo(() => toBytes(forward.at(t), 1), [forward, t]);
  return (
    <>
      <div className="sum">
        <Term
          symbol="xt"
          tex="x_t"
          bytes={xt}
          numbers={forward.at(t)}
          shape={shape}
          label={`The noisy ${word} at t = ${t}`}
          colour={mixColour({ signal, noise })}
        />
        <Operator>=</Operator>
        <Term
          factor={signal.toFixed(3)}
          symbol="x0"
          tex="x_0"
          bytes={image}
          numbers={x0}
          shape={shape}
          label={`The clean ${word}`}
        />
        <Operator>+</Operator>
        <Term
          factor={noise.toFixed(3)}
          symbol="eps"
          tex="\varepsilon"
          bytes={noiseBytes}
          numbers={eps}
          shape={shape}
          label="Gaussian noise"
        />
      </div>
      <div className="in-words">
        <h3>From the data to any level at once</h3>
        <Formula
          block
          tex={
            process.kind === 'vp'
              ? CLOSED_FORM
              : String.raw`x_t = (1-s)\;x_0 + s\;\varepsilon,\quad \varepsilon\sim\mathcal N(0, I)`
          }
        />
        <p className="muted">
          The curves on the timeline are these two numbers: as the noise grows, the {word} fades.
        </p>
      </div>
    </>
  );
}

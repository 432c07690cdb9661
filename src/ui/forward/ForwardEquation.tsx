import { useMemo } from 'react';
import { toGrey } from '../../store/frameStore.ts';
import { Formula } from '../Formula.tsx';
import { PictureGrid } from '../PictureGrid.tsx';
import type { Forward } from './useForward.ts';

interface Props {
  readonly forward: Forward;
  readonly t: number;
}

/** The closed form, once in pictures and once in numbers, both of this very t. */
export function ForwardEquation({ forward, t }: Props) {
  const { process, x0, eps } = forward;
  const signal = process.signal[t]!.toFixed(3);
  const noise = process.noise[t]!.toFixed(3);
  const greys = useMemo(() => ({ x0: toGrey(x0, 1), eps: toGrey(eps, 3) }), [x0, eps]);
  const xt = useMemo(() => toGrey(forward.at(t), 1), [forward, t]);
  return (
    <div className="stack">
      <div className="equation">
        <Term name="x_t" bytes={xt} label={`The noisy picture at t = ${t}`} />
        <span className="operator">=</span>
        <Term factor={signal} name="x_0" bytes={greys.x0} label="The clean picture" />
        <span className="operator">+</span>
        <Term factor={noise} name="\varepsilon" bytes={greys.eps} label="Gaussian noise" />
      </div>
      <div className="closed-form">
        <Formula tex={closedForm(process.kind)} />
        <Formula tex={`= ${signal}\\;x_0 + ${noise}\\;\\varepsilon`} />
      </div>
    </div>
  );
}

interface TermProps {
  readonly factor?: string;
  readonly name: string;
  readonly bytes: Uint8ClampedArray;
  readonly label: string;
}

function Term({ factor, name, bytes, label }: TermProps) {
  return (
    <figure className="term">
      <PictureGrid bytes={bytes} count={1} columns={1} label={label} />
      <figcaption className="numbers">
        {factor && <span>{factor} × </span>}
        <Formula tex={name} />
      </figcaption>
    </figure>
  );
}

function closedForm(kind: 'vp' | 'flow'): string {
  return kind === 'vp'
    ? String.raw`x_t = \sqrt{\bar\alpha_t}\;x_0 + \sqrt{1-\bar\alpha_t}\;\varepsilon`
    : String.raw`x_t = (1-s)\;x_0 + s\;\varepsilon`;
}

import { SAMPLERS } from '../../diffusion/samplers/registry.ts';
import { Formula } from '../formulas/Formula.tsx';
import { useApp } from '../useApp.ts';

export function Algorithm() {
  const { label, about, tex } = SAMPLERS[useApp(state => state.config.sampler)];
  return (
    <details>
      <summary>Algorithm 2, sampling</summary>
      <div className="stack">
        <p>Begin with noise (Ho et al. 2020, algorithm 2), and walk back by steps of {label}:</p>
        <Formula block tex="x_T \sim \mathcal N(0, I)" />
        <Formula block tex={tex} />
        <p className="muted">
          {about} Every sampler here makes one sum of <Formula tex="x_t" />, the guesses{' '}
          <Formula tex="\hat x_0" /> and <Formula tex="\hat\varepsilon" />, and fresh noise{' '}
          <Formula tex="z" />; only the numbers differ. DDPM’s noise keeps its walk from settling on a blurry
          average.
        </p>
      </div>
    </details>
  );
}

import { Formula } from '../Formula.tsx';

export function Algorithm() {
  return (
    <details>
      <summary>Algorithm 2, sampling</summary>
      <div className="stack">
        <p>Begin with noise and walk back (Ho et al. 2020):</p>
        <Formula block tex="x_T \sim \mathcal N(0, I)" />
        <Formula
          block
          tex={String.raw`x_{t-1} = \tfrac{1}{\sqrt{\alpha_t}}\Big(x_t - \tfrac{1-\alpha_t}{\sqrt{1-\bar\alpha_t}}\,\hat\varepsilon\Big) + \sigma_t z`}
        />
        <p className="muted">
          Every sampler here is one sum like this, of <Formula tex="x_t" />, the guesses{' '}
          <Formula tex="\hat x_0" /> and <Formula tex="\hat\varepsilon" />, and fresh noise{' '}
          <Formula tex="z" />; only the numbers differ. The noise keeps the walk from settling on a blurry
          average.
        </p>
      </div>
    </details>
  );
}

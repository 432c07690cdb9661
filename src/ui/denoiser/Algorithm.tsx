import { Formula } from '../formulas/Formula.tsx';

/** The training algorithm, in words that hold for every schedule and target. */
export function Algorithm() {
  return (
    <details>
      <summary>Algorithm 1, training</summary>
      <div className="stack">
        <p>Each step draws pictures, noise levels and noise, mixes them, and moves the weights a little:</p>
        <Formula
          block
          tex="x_0 \sim q(x_0),\quad t \sim \mathrm{Uniform},\quad \varepsilon \sim \mathcal N(0, I)"
        />
        <Formula block tex="\nabla_\theta \left\lVert\, y - f_\theta(x_t,\, t) \,\right\rVert^2" />
        <p className="muted">
          <Formula tex="y" /> is what the network is asked for: the noise <Formula tex="\varepsilon" /> in the
          paper (Ho et al. 2020), or <Formula tex="x_0" />, <Formula tex="v" /> or the velocity, as chosen
          under “Network predicts”.
        </p>
      </div>
    </details>
  );
}

import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';
import { Eq } from '../Eq.tsx';

export default function Reverse() {
  return (
    <>
      <p>
        If we could draw from <Formula tex={String.raw`q(x_{t-1} \mid x_t)`} />, the noise could be taken off
        step by step and a new picture would appear. We cannot: by Bayes’ rule
      </p>
      <Eq tex={String.raw`q(x_{t-1} \mid x_t) = \frac{q(x_t \mid x_{t-1})\; q(x_{t-1})}{q(x_t)}`} />
      <p>
        and <Formula tex="q(x_t)" /> is an average over every picture that there could be. It cannot be
        computed: it is <em>intractable</em>. (For a data set of forty digits it can: that is what the exact
        denoiser does, and it hands the forty digits back.)
      </p>

      <Do act={page => page.inPlane('denoiser', 0.25)}>Both posteriors and the exact score, in the plane</Do>

      <h3>A network in its place</h3>
      <p>
        For small steps the reverse is nearly Gaussian, so we let a network give us a Gaussian’s mean, and
        perhaps its variance:
      </p>
      <Eq
        no="1"
        tex={String.raw`\begin{gathered} p(x_T) = \mathcal N(0, I), \\ p_\theta(x_{t-1} \mid x_t) = \mathcal N\big(x_{t-1};\ \mu_\theta(x_t, t),\ \Sigma_\theta(x_t, t)\big) \end{gathered}`}
      />
      <p>
        <Formula tex={String.raw`\theta`} /> are the network’s weights. The network sees the noisy picture and
        is told <Formula tex="t" />; one network serves all levels.
      </p>
      <Do act={page => page.guessAt(0.3)}>What it makes of a noisy picture</Do>
      <Do act={page => page.guessAt(0.98)}>Of almost nothing but noise</Do>
      <p>
        Near pure noise all it can say is what digits look like on average: a blur. That is no fault. Nothing
        better can be known there, and it is the reason for going back in many steps rather than one.
      </p>

      <h3>The target, if the picture is known</h3>
      <p>
        In training we do know <Formula tex="x_0" />, and then the step back has a formula. Bayes’ rule with
        everything conditioned on <Formula tex="x_0" /> has only Gaussians in it:
      </p>
      <Eq tex={String.raw`q(x_{t-1} \mid x_t, x_0) \;\propto\; q(x_t \mid x_{t-1})\; q(x_{t-1} \mid x_0)`} />
      <p>
        Both factors are exponentials of squares. Collect what multiplies <Formula tex="x_{t-1}^2" />: that is
        one over the new variance,
      </p>
      <Eq
        tex={String.raw`\frac{1}{\tilde\beta_t} = \frac{\alpha_t}{\beta_t} + \frac{1}{1-\bar\alpha_{t-1}} = \frac{1-\bar\alpha_t}{\beta_t\,(1-\bar\alpha_{t-1})}`}
      />
      <p>
        where <Formula tex={String.raw`\alpha_t(1-\bar\alpha_{t-1}) + \beta_t = 1 - \bar\alpha_t`} /> was
        used. Collect what multiplies <Formula tex="x_{t-1}" /> once, and times{' '}
        <Formula tex={String.raw`\tilde\beta_t`} /> that is the mean:
      </p>
      <Eq
        tex={String.raw`\tilde\mu_t = \tilde\beta_t\left(\frac{\sqrt{\alpha_t}}{\beta_t}\,x_t + \frac{\sqrt{\bar\alpha_{t-1}}}{1-\bar\alpha_{t-1}}\,x_0\right)`}
      />
      <p>Multiplied out, as the paper has them:</p>
      <Eq
        no="6"
        tex={String.raw`q(x_{t-1} \mid x_t, x_0) = \mathcal N\big(x_{t-1};\ \tilde\mu_t(x_t, x_0),\ \tilde\beta_t I\big)`}
      />
      <Eq
        no="7"
        tex={String.raw`\begin{aligned} \tilde\mu_t(x_t, x_0) &= \frac{\sqrt{\bar\alpha_{t-1}}\,\beta_t}{1-\bar\alpha_t}\,x_0 + \frac{\sqrt{\alpha_t}\,(1-\bar\alpha_{t-1})}{1-\bar\alpha_t}\,x_t \\ \tilde\beta_t &= \frac{1-\bar\alpha_{t-1}}{1-\bar\alpha_t}\,\beta_t \end{aligned}`}
      />
      <p>
        In words: the step back goes to a weighted mean of where we are and where the picture is. The
        network’s job is now plain: set <Formula tex={String.raw`\mu_\theta`} /> as near to{' '}
        <Formula tex={String.raw`\tilde\mu_t`} /> as one can without being shown <Formula tex="x_0" />. The
        variance needs no learning; the paper takes <Formula tex={String.raw`\Sigma_\theta = \sigma_t^2 I`} />{' '}
        with <Formula tex={String.raw`\sigma_t^2`} /> either <Formula tex={String.raw`\tilde\beta_t`} /> or{' '}
        <Formula tex={String.raw`\beta_t`} />.
      </p>
      <Do act={page => page.showDrawing()}>Where steps back are made</Do>
    </>
  );
}

import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';
import { Eq } from '../Eq.tsx';

export default function ClosedForm() {
  return (
    <>
      <p>
        Nobody wants to add noise 700 times to see level 700. There is no need: a chain of Gaussian steps is
        one Gaussian step.
      </p>
      <Eq
        no="4"
        tex={String.raw`q(x_t \mid x_0) = \mathcal N\big(x_t;\ \sqrt{\bar\alpha_t}\;x_0,\ (1-\bar\alpha_t)\,I\big)`}
      />
      <p>As something to compute, with a single draw of noise:</p>
      <Eq
        tex={String.raw`x_t = \sqrt{\bar\alpha_t}\;x_0 + \sqrt{1-\bar\alpha_t}\;\varepsilon, \qquad \varepsilon \sim \mathcal N(0, I)`}
      />
      <p>This is the equation under the timeline. Drag t, and watch its two numbers trade places.</p>
      <Do act={page => page.noiseAt(0.15)}>Mostly picture</Do>
      <Do act={page => page.noiseAt(0.8)}>Mostly noise</Do>
      <Do
        act={page => {
          page.timeline.otherNoise();
          page.noiseAt();
        }}
      >
        The same level, other noise
      </Do>
      <Do act={page => page.inPlane('noise', 0.35)}>A whole cloud at once, in the plane</Do>

      <h3>Why it is true</h3>
      <p>
        Write <Formula tex={String.raw`\alpha_t = 1-\beta_t`} /> and put one step into the next:
      </p>
      <Eq
        tex={String.raw`\begin{aligned} x_t &= \sqrt{\alpha_t}\;x_{t-1} + \sqrt{1-\alpha_t}\;\varepsilon_t \\ &= \sqrt{\alpha_t}\,\big(\sqrt{\alpha_{t-1}}\;x_{t-2} + \sqrt{1-\alpha_{t-1}}\;\varepsilon_{t-1}\big) + \sqrt{1-\alpha_t}\;\varepsilon_t \\ &= \sqrt{\alpha_t\alpha_{t-1}}\;x_{t-2} + \underbrace{\sqrt{\alpha_t(1-\alpha_{t-1})}\;\varepsilon_{t-1} + \sqrt{1-\alpha_t}\;\varepsilon_t}_{\text{two independent Gaussians}} \end{aligned}`}
      />
      <p>
        The sum of two independent Gaussians of mean zero is again one, and its variance is the sum of theirs:
      </p>
      <Eq
        tex={String.raw`\mathcal N(0, \sigma_1^2 I) + \mathcal N(0, \sigma_2^2 I) \;\to\; \mathcal N\big(0, (\sigma_1^2+\sigma_2^2) I\big)`}
      />
      <p>Here that is</p>
      <Eq
        tex={String.raw`\begin{aligned} \alpha_t(1-\alpha_{t-1}) + (1-\alpha_t) &= \alpha_t - \alpha_t\alpha_{t-1} + 1 - \alpha_t \\ &= 1 - \alpha_t\alpha_{t-1} \end{aligned}`}
      />
      <p>
        The two noises have become one, <Formula tex={String.raw`\bar{\varepsilon}`} />, and the line has the
        form of the first with <Formula tex={String.raw`\alpha_t\alpha_{t-1}`} /> in place of{' '}
        <Formula tex={String.raw`\alpha_t`} />:
      </p>
      <Eq
        tex={String.raw`x_t = \sqrt{\alpha_t\alpha_{t-1}}\;x_{t-2} + \sqrt{1-\alpha_t\alpha_{t-1}}\;\bar{\varepsilon}`}
      />
      <p>
        Repeat this down to <Formula tex="x_0" />. The product of all the alphas is{' '}
        <Formula tex={String.raw`\bar\alpha_t`} />, which gives the closed form.
      </p>

      <h3>What it is good for</h3>
      <ul>
        <li>
          Training draws any <Formula tex="t" /> at random and jumps there at once. No chain is ever run
          forward.
        </li>
        <li>It can be turned round. Know two of picture, noise and mix, and you know the third:</li>
      </ul>
      <Eq
        tex={String.raw`\varepsilon = \frac{x_t - \sqrt{\bar\alpha_t}\;x_0}{\sqrt{1-\bar\alpha_t}}, \qquad x_0 = \frac{x_t - \sqrt{1-\bar\alpha_t}\;\varepsilon}{\sqrt{\bar\alpha_t}}`}
      />
      <p>
        So a network that says what the noise was has also said what the picture was. Mind that these are not
        the noises of single steps: <Formula tex={String.raw`\varepsilon`} /> is what all <Formula tex="t" />{' '}
        of them add up to.
      </p>
    </>
  );
}

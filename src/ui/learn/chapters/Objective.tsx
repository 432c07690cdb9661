import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';
import { Eq } from '../Eq.tsx';

const textbook = {
  schedule: 'linear',
  target: 'eps',
  sampler: 'ddpm',
  samplingSteps: 1000,
  learningRate: 0.001,
} as const;

export default function Objective() {
  return (
    <>
      <p>
        A good model makes the data likely: we want <Formula tex={String.raw`-\log p_\theta(x_0)`} /> small.
        But that probability sums over every path <Formula tex={String.raw`x_1, \dots, x_T`} /> that ends in{' '}
        <Formula tex="x_0" />, which nobody can compute. So we minimise something that can be computed and
        never lies below it.
      </p>

      <h3>The bound</h3>
      <p>
        For any positive random number the logarithm of the mean is at least the mean of the logarithm
        (Jensen). With the forward process as the distribution that we average over,
      </p>
      <Eq
        no="3"
        tex={String.raw`\begin{aligned} -\log p_\theta(x_0) &= -\log \mathbb E_{q}\left[\frac{p_\theta(x_{0:T})}{q(x_{1:T} \mid x_0)}\right] \\ &\le \mathbb E_{q}\left[-\log \frac{p_\theta(x_{0:T})}{q(x_{1:T} \mid x_0)}\right] =: L \end{aligned}`}
      />
      <p>
        Both probabilities are products over the steps. Turn each forward step round with Bayes’ rule,
        conditioned on <Formula tex="x_0" />; the marginals cancel one against the next, and what is left
        compares the two processes step by step:
      </p>
      <Eq
        no="5"
        tex={String.raw`\begin{aligned} L = \mathbb E_q\Big[ &\underbrace{D_{\mathrm{KL}}\big(q(x_T \mid x_0)\,\|\,p(x_T)\big)}_{L_T} \\ + \sum_{t>1} &\underbrace{D_{\mathrm{KL}}\big(q(x_{t-1} \mid x_t, x_0)\,\|\,p_\theta(x_{t-1} \mid x_t)\big)}_{L_{t-1}} \\ &\underbrace{-\log p_\theta(x_0 \mid x_1)}_{L_0}\ \Big] \end{aligned}`}
      />
      <ul>
        <li>
          <Formula tex="L_T" /> asks whether the end is noise. It has no weights in it: the schedule decides
          it.
        </li>
        <li>
          <Formula tex="L_{t-1}" /> asks whether each learned step back is the true one, had we known{' '}
          <Formula tex="x_0" />.
        </li>
        <li>
          <Formula tex="L_0" /> is the last step, to the picture itself.
        </li>
      </ul>

      <h3>From divergences to squares</h3>
      <p>
        Two Gaussians with the same fixed variance differ only in their means, and their divergence is the
        squared distance of these:
      </p>
      <Eq
        no="8"
        tex={String.raw`L_{t-1} = \mathbb E_q\left[\frac{1}{2\sigma_t^2}\,\big\lVert \tilde\mu_t(x_t, x_0) - \mu_\theta(x_t, t)\big\rVert^2\right] + C`}
      />
      <p>
        Now use the closed form to write <Formula tex="x_0" /> through <Formula tex="x_t" /> and the noise.
        The mean becomes
      </p>
      <Eq
        tex={String.raw`\tilde\mu_t = \frac{1}{\sqrt{\alpha_t}}\left(x_t - \frac{\beta_t}{\sqrt{1-\bar\alpha_t}}\;\varepsilon\right)`}
      />
      <p>
        The network sees <Formula tex="x_t" />; the only thing in there that it does not know is{' '}
        <Formula tex={String.raw`\varepsilon`} />. So let it guess just that, and give its mean the same form:
      </p>
      <Eq
        no="11"
        tex={String.raw`\mu_\theta(x_t, t) = \frac{1}{\sqrt{\alpha_t}}\left(x_t - \frac{\beta_t}{\sqrt{1-\bar\alpha_t}}\;\hat\varepsilon_\theta(x_t, t)\right)`}
      />
      <p>Put both into (8), and everything cancels but the noises:</p>
      <Eq
        no="12"
        tex={String.raw`L_{t-1} - C = \mathbb E_{x_0, \varepsilon}\left[\frac{\beta_t^2}{2\sigma_t^2\,\alpha_t\,(1-\bar\alpha_t)}\,\big\lVert \varepsilon - \hat\varepsilon_\theta(x_t, t)\big\rVert^2\right]`}
      />

      <h3>The simple loss</h3>
      <p>Ho et al. found that pictures come out better if the factor in front is left out:</p>
      <Eq
        no="14"
        tex={String.raw`L_{\text{simple}} = \mathbb E_{t, x_0, \varepsilon}\Big[\big\lVert \varepsilon - \hat\varepsilon_\theta\big(\sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon,\ t\big)\big\rVert^2\Big]`}
      />
      <p>
        The factor is large where there is little noise. Dropping it takes weight from those easy levels and
        gives it to the noisy ones, where the shape of the picture is decided. All that mathematics ends in a
        loss that fits a single line: <em>guess the noise, and be measured by the square of your mistake</em>.
      </p>
      <Do act={page => page.guessAt(0.5)}>A guess, and the truth</Do>

      <h3>Algorithm 1, training</h3>
      <ol>
        <li>
          Draw a picture <Formula tex="x_0" /> from the data.
        </li>
        <li>
          Draw a level <Formula tex="t" />, every one as likely as the next.
        </li>
        <li>
          Draw noise <Formula tex={String.raw`\varepsilon \sim \mathcal N(0, I)`} /> and mix, in one jump.
        </li>
        <li>
          Take a step of gradient descent on{' '}
          <Formula tex={String.raw`\lVert \varepsilon - \hat\varepsilon_\theta(x_t, t)\rVert^2`} />.
        </li>
        <li>Again, until you are content.</li>
      </ol>
      <p>
        Why a random <Formula tex="t" /> for each picture? The loss is an average over all levels, and a
        random draw is an honest estimate of it, at the price of one level. Walking the levels in order would
        teach one level while forgetting the others, and batches of neighbouring levels would be all alike.
      </p>
      <Do act={page => page.train(textbook)}>Train the textbook’s network</Do>

      <h3>Other questions, the same answer</h3>
      <p>
        Guessing <Formula tex="x_0" />, the noise, or a mix of the two is the same up to the weights of the
        levels, by the closed form. The page opens with the mix{' '}
        <Formula tex={String.raw`v = \sqrt{\bar\alpha_t}\,\varepsilon - \sqrt{1-\bar\alpha_t}\,x_0`} />{' '}
        (Salimans and Ho 2022), which weighs the levels more evenly: short runs draw digits sooner with it
        than when asked for the noise.
      </p>
      <Do
        act={page => {
          page.lend({ target: 'x0' });
          page.show('denoiser');
        }}
      >
        Ask for the picture instead
      </Do>
    </>
  );
}

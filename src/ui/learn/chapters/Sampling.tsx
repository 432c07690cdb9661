import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';
import { Eq } from '../Eq.tsx';

export default function Sampling() {
  return (
    <>
      <p>
        Training is over; the data is no longer needed, and the forward process is not run at all. We start
        from noise that nobody has made from a picture, and walk back.
      </p>
      <Do act={page => page.sample({ sampler: 'ddpm', samplingSteps: 50, addNoise: true })}>
        Draw sixteen pictures
      </Do>

      <h3>One step, in six</h3>
      <ol>
        <li>
          We hold <Formula tex="x_t" />; at the very beginning it is noise,{' '}
          <Formula tex={String.raw`x_T \sim \mathcal N(0, I)`} />.
        </li>
        <li>
          The network guesses the noise in it, <Formula tex={String.raw`\hat\varepsilon_\theta(x_t, t)`} />.
        </li>
        <li>
          With that, the closed form turned round gives a guess of the whole picture:
          <Eq
            no="15"
            tex={String.raw`\hat x_0 = \frac{x_t - \sqrt{1-\bar\alpha_t}\;\hat\varepsilon_\theta(x_t, t)}{\sqrt{\bar\alpha_t}}`}
          />
        </li>
        <li>
          The mean of the step lies between that guess and where we are:
          <Eq
            no="11"
            tex={String.raw`\mu_\theta(x_t, t) = \frac{1}{\sqrt{\alpha_t}}\left(x_t - \frac{\beta_t}{\sqrt{1-\bar\alpha_t}}\;\hat\varepsilon_\theta(x_t, t)\right)`}
          />
        </li>
        <li>
          Around that mean we draw, with fresh noise:
          <Eq tex={String.raw`x_{t-1} = \mu_\theta(x_t, t) + \sigma_t\,z, \qquad z \sim \mathcal N(0, I)`} />
        </li>
        <li>
          Again from <Formula tex="x_{t-1}" />, down to <Formula tex="x_0" />. In the last step{' '}
          <Formula tex="z = 0" />: the result is the mean itself.
        </li>
      </ol>
      <p>
        This is Algorithm 2 of the paper. Early on <Formula tex={String.raw`\hat x_0`} /> is a blur, an
        average of everything that the noise might become. Each step commits to a little of it, and the next
        guess is sharper, since it stands on more. Large shapes are settled first, details last.
      </p>
      <p>
        The equation under the timeline shows each step with the numbers it was computed from. This page
        writes every sampler as one sum of <Formula tex="x_t" />, <Formula tex={String.raw`\hat x_0`} />,{' '}
        <Formula tex={String.raw`\hat\varepsilon`} /> and <Formula tex="z" />, with a row of numbers for each
        step; equation (11) becomes (7) with <Formula tex={String.raw`\hat x_0`} /> for <Formula tex="x_0" />,
        which is the same.
      </p>

      <h3>Fewer steps</h3>
      <p>
        A thousand questions for one picture are many. DDIM (Song et al. 2021) keeps the same network and
        steps over levels: it takes the guess <Formula tex={String.raw`\hat x_0`} /> and noises it again to
        the next level with the noise that was guessed, not with fresh noise:
      </p>
      <Eq
        tex={String.raw`x_{t'} = \sqrt{\bar\alpha_{t'}}\;\hat x_0 + \sqrt{1-\bar\alpha_{t'}}\;\hat\varepsilon`}
      />
      <Do act={page => page.sample({ sampler: 'ddim', samplingSteps: 20 })}>DDIM, 20 steps</Do>
      <Do act={page => page.sample({ sampler: 'ddim', samplingSteps: 1 })}>One single step</Do>
      <p>
        The single step shows what the network thinks of pure noise: nearly the same mean picture for all.
        Nothing is wrong with it. One step cannot choose.
      </p>
    </>
  );
}

import { PLANE } from '../../actions.ts';
import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';
import { Eq } from '../Eq.tsx';

export default function WhyNoise() {
  return (
    <>
      <p>
        We want to get rid of noise, and add some at every step. Try what happens without; the starting noise
        is the same both times.
      </p>
      <Do act={page => page.sample({ sampler: 'ddpm', samplingSteps: 50, addNoise: true })}>
        DDPM, as it should be
      </Do>
      <Do act={page => page.sample({ sampler: 'ddpm', samplingSteps: 50, addNoise: false })}>
        The same without σ z
      </Do>
      <Do act={page => page.train(PLANE)}>Train two moons, to see both in the plane</Do>
      <p>
        Without the noise all sixteen come out the same, whatever they began with: the page’s pretrained
        network draws one clean 1, sixteen times, and other starting noise brings that 1 again. With the noise
        two of its digits differ by 0.69 (root mean square, pixels in [−1, 1]), as much as two digits of the
        data, 0.70. Without it they differ by 0.003. Each picture is a good one; what is lost is all the
        others.
      </p>

      <h3>A mean is not a picture</h3>
      <p>
        <Formula tex={String.raw`\mu_\theta`} /> is the <em>mean</em> of all pictures that could have led to{' '}
        <Formula tex="x_t" />. The mean of a 3 and an 8 is neither. The reverse step is a distribution with a
        width, and a fair draw from it is its mean plus <Formula tex={String.raw`\sigma_t z`} />. The forward
        process was stochastic; what undoes it step by step is stochastic too.
      </p>

      <h3>Too little noise for what the network is told</h3>
      <p>
        There is a reason in plain numbers. At level <Formula tex="t-1" /> the network expects noise of
        variance <Formula tex={String.raw`1-\bar\alpha_{t-1}`} />. How much is there after a step? The mean
        (7) keeps only a share of the old noise:
      </p>
      <Eq
        tex={String.raw`\left(\frac{\sqrt{\alpha_t}\,(1-\bar\alpha_{t-1})}{1-\bar\alpha_t}\right)^{\!2}(1-\bar\alpha_t) \;+\; \tilde\beta_t \;=\; 1-\bar\alpha_{t-1}`}
      />
      <p>
        The first term is what is left of the old noise, the second is what{' '}
        <Formula tex={String.raw`\sigma_t z`} /> adds. Leave the second out, and the picture is less noisy
        than the network is told. What differs between two starts is taken for noise and averaged away. The
        first guesses are the blur in the middle of all digits; soon they are sixteen times the same soft
        shape, and the rest of the way only makes it clear.
      </p>

      <h3>Not the noise as such</h3>
      <p>
        DDIM adds nothing and works. Its step is made for it: it keeps <em>all</em> the guessed noise,{' '}
        <Formula tex={String.raw`\sqrt{1-\bar\alpha_{t-1}}\,\hat\varepsilon`} />, so that the amount is right
        at every level. What cannot be done is to use DDPM’s mean and leave out DDPM’s noise.
      </p>
      <Do act={page => page.sample({ sampler: 'ddim', samplingSteps: 50, eta: 0 })}>
        DDIM, no noise, made for it
      </Do>
      <Do act={page => page.sample({ sampler: 'ddim', samplingSteps: 50, eta: 1, addNoise: true })}>
        DDIM with eta = 1: DDPM
      </Do>

      <h3>What else it brings</h3>
      <ul>
        <li>
          <strong>Variety.</strong> From one and the same <Formula tex="x_T" /> DDPM draws a different picture
          each time: each <Formula tex="z" /> is a fork in the way. With DDIM the start decides everything.
        </li>
        <li>
          <strong>Forgiveness.</strong> Fresh noise washes out small mistakes of earlier steps, which the next
          guesses then correct. Without it mistakes add up.
        </li>
        <li>
          <strong>No help against memorising.</strong> It is often said that the noise keeps the model from
          handing back its training pictures. In sampling it does not: a network that has learned five
          pictures by heart draws those five, noise or not. What helps against it is more data, or a network
          too small to remember it all.
        </li>
      </ul>
    </>
  );
}

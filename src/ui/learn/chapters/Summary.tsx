import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';

export default function Summary() {
  return (
    <>
      <ul>
        <li>
          A diffusion model has two halves: forward, which destroys pictures by rule, and reverse, which is
          learned.
        </li>
        <li>
          Forward needs no chain: the closed form goes from <Formula tex="x_0" /> to any <Formula tex="x_t" />{' '}
          in one jump.
        </li>
        <li>
          Reverse cannot be computed, but each of its small steps is nearly Gaussian, and a network can learn
          the mean.
        </li>
        <li>
          To learn the mean it is enough to learn the noise <Formula tex={String.raw`\varepsilon`} />:
          everything else is known.
        </li>
        <li>
          The simple loss, a squared difference without the bound’s weights, gives better pictures than the
          bound itself.
        </li>
        <li>
          A picture is made by asking the same network many times, with a little fresh noise in between.
        </li>
      </ul>
      <Do act={page => page.train({})}>Train a network of your own</Do>

      <h3>How it came about</h3>
      <ul>
        <li>
          2013: variational autoencoders (Kingma and Welling). 2014: adversarial networks (Goodfellow et al.).
        </li>
        <li>
          2015: diffusion, from physics (Sohl-Dickstein et al., “Deep unsupervised learning using
          nonequilibrium thermodynamics”).
        </li>
        <li>2019: learning the gradient of the data’s density at many noise levels (Song and Ermon).</li>
        <li>
          2020: DDPM, which this text follows (Ho, Jain and Abbeel, “Denoising diffusion probabilistic
          models”, NeurIPS); DDIM (Song, Meng and Ermon).
        </li>
        <li>
          2021: both as one differential equation (Song et al.); better schedules (Nichol and Dhariwal);
          diffusion beats GANs on images (Dhariwal and Nichol).
        </li>
        <li>
          2022: pictures from text for everybody, in a VAE’s latents (Rombach et al., Stable Diffusion); flows
          in straight lines (Liu et al.; Lipman et al.).
        </li>
      </ul>

      <h3>To read, and to hear</h3>
      <ul>
        <li>
          The paper itself: arxiv.org/abs/2006.11239. After these chapters you can read it from end to end.
        </li>
        <li>
          David Foster, “Generative Deep Learning”, 2nd edition, O’Reilly 2023; an interview with him on
          Machine Learning Street Talk, 2023.
        </li>
        <li>Simon Prince, “Understanding Deep Learning”, MIT Press 2023, chapter 18.</li>
        <li>Chris and Hugh Bishop, “Deep Learning: Foundations and Concepts”, Springer 2024, chapter 20.</li>
      </ul>
    </>
  );
}

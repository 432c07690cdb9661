import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';
import { Eq } from '../Eq.tsx';

export default function Vae() {
  return (
    <>
      <p>
        A variational autoencoder (Kingma and Welling 2014) has an encoder that turns a picture into a latent,
        and a decoder that turns latents into pictures. Both are learned, by maximising a lower bound of the
        likelihood, the ELBO:
      </p>
      <Eq
        tex={String.raw`\begin{aligned} \log p_\theta(x) \ \ge\ &\mathbb E_{q_\phi(h \mid x)}\big[\log p_\theta(x \mid h)\big] \\ &- D_{\mathrm{KL}}\big(q_\phi(h \mid x)\,\|\,p(h)\big) \end{aligned}`}
      />
      <p>
        Take for the latent the whole noisy path, <Formula tex={String.raw`h = (x_1, \dots, x_T)`} />, and for
        the encoder the forward process. The bound is then <Formula tex="-L" /> of the chapter on what is
        learned: the same inequality, with the same proof. A diffusion model is a VAE with many layers of
        latents (a hierarchical, Markovian one), and three peculiarities:
      </p>
      <ul>
        <li>
          <strong>The encoder is fixed.</strong> It adds noise by a schedule and learns nothing. So it cannot
          collapse, nor hide information, two things that VAEs suffer from.
        </li>
        <li>
          <strong>Latents are as large as the data.</strong> Every <Formula tex="x_t" /> is a picture of 28 ×
          28 pixels. Nothing is squeezed through a bottleneck, and nothing is compressed either.
        </li>
        <li>
          <strong>The decoder runs many times.</strong> One network, with the same weights at each level, is
          asked again and again, each time about its own last result. That is where its power comes from, and
          its slowness.
        </li>
      </ul>
      <Do act={page => page.noiseAt(0.5)}>A latent: half way into the noise</Do>

      <h3>Term by term</h3>
      <ul>
        <li>
          The ELBO’s divergence from the prior is <Formula tex="L_T" />: does the encoder end in{' '}
          <Formula tex={String.raw`\mathcal N(0, I)`} />? In a VAE that is a tug-of-war; here the schedule has
          settled it.
        </li>
        <li>
          Its reconstruction is <Formula tex="L_0" />: from the least noisy latent to the picture.
        </li>
        <li>
          In between stand the <Formula tex="L_{t-1}" />, one for each layer of latents. In a deep VAE both
          sides of such a term move; here one is known in closed form (7), and the other becomes a regression
          on noise.
        </li>
      </ul>
      <p>
        A VAE decodes in one go and has to answer with the mean of what fits the latent: hence its blur. Look
        at <Formula tex={String.raw`\hat x_0`} /> at a high level of noise: it is just as blurred. Diffusion
        does not stop there.
      </p>
      <Do act={page => page.guessAt(0.9)}>The blur of a single answer</Do>
    </>
  );
}

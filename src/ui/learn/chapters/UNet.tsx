import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';
import { Eq } from '../Eq.tsx';

export default function UNet() {
  return (
    <>
      <p>
        What kind of network guesses the noise? It takes a picture and gives a picture of the same size, it
        must see both the fine grain of the noise and the digit as a whole, and it must know how noisy its
        input is. The UNet (Ronneberger et al. 2015) does the first two by its shape, an embedding of{' '}
        <Formula tex="t" /> the third.
      </p>
      <Do act={page => page.show('denoiser')}>The network on this page</Do>

      <h3>Down, through, and up again</h3>
      <ul>
        <li>
          <strong>On the way down</strong> residual blocks (normalise, SiLU, convolve, twice, and add the
          input) work at 28 pixels; then the picture is halved to 14, and to 7, while the channels grow. A
          pixel of the smallest map sees much of the whole picture.
        </li>
        <li>
          <strong>In the middle</strong> two more residual blocks, with attention between them if you like: it
          lets every place look at every other. The paper has it at 16 × 16 pixels.
        </li>
        <li>
          <strong>On the way up</strong> the maps are enlarged again, and at each size those from the way down
          are laid beside them. These <em>skips</em> bring the fine grain back, which the small maps have
          lost. Noise has nothing but fine grain, so they matter here more than anywhere.
        </li>
      </ul>
      <Do
        act={page => {
          page.lend({ attention: 'middle' });
          page.show('denoiser');
        }}
      >
        Add attention in the middle
      </Do>

      <h3>Telling it the time</h3>
      <p>
        The number <Formula tex="t" /> becomes a vector of waves, slow and fast, as in the Transformer: nearby
        times get similar vectors, and no time is a huge number.
      </p>
      <Eq
        tex={String.raw`\begin{gathered} \operatorname{emb}(t) = \big[\cos(\omega_k t),\ \sin(\omega_k t)\big]_{k=0}^{d/2-1}, \\ \omega_k = 10000^{-2k/d} \end{gathered}`}
      />
      <p>
        Two small layers work on it, and each residual block adds its own linear view of the result to all
        pixels of its channels. Thus one set of weights behaves differently at each level. A network that is
        not told has to guess how noisy its input is; you will find that among the failures worth seeing, with
        a surprise.
      </p>
      <Do act={page => page.guessAt(0.1)}>Little noise</Do>
      <Do act={page => page.guessAt(0.7)}>Much noise, the same weights</Do>

      <h3>What one training step does</h3>
      <ol>
        <li>A batch of pictures is drawn, and for each a random time and noise of its own.</li>
        <li>Each picture is noised to its time, and the time made into its vector.</li>
        <li>The network guesses; the squared difference from the truth is the loss.</li>
        <li>
          Backpropagation says how each weight should move, and Adam moves it. A running average of the
          weights (EMA) is kept beside them: it is smoother than they are, and draws better pictures.
        </li>
      </ol>
      <p>
        The paper’s network for 32 × 32 pictures has 35.7 million parameters and trained for 800,000 steps.
        The one here has 0.26 million, which is enough for digits of 28 × 28.
      </p>
    </>
  );
}

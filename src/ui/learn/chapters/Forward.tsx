import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';
import { Eq } from '../Eq.tsx';

export default function Forward() {
  return (
    <>
      <p>
        Take a picture <Formula tex="x_0" /> from the data, <Formula tex="x_0 \sim q(x_0)" />. Make it a
        little fainter and add a little Gaussian noise; that is <Formula tex="x_1" />. Do it again,{' '}
        <Formula tex="T" /> times in all. What was a picture has become noise. This is the whole forward
        process, and nothing in it is learned.
      </p>
      <Do act={page => page.noiseAt(0)}>See the picture itself</Do>
      <Do act={page => page.noiseAt(0.4)}>Some way into the noise</Do>
      <Do act={page => page.noiseAt(1)}>Nothing but noise</Do>

      <h3>One step</h3>
      <p>
        Each step depends on the one before it alone, so the sequence is a Markov chain. One step draws from
      </p>
      <Eq
        no="2"
        tex={String.raw`q(x_t \mid x_{t-1}) = \mathcal N\big(x_t;\ \sqrt{1-\beta_t}\;x_{t-1},\ \beta_t I\big)`}
      />
      <p>
        Read it as: the new picture is Gaussian; its mean is the old picture times{' '}
        <Formula tex={String.raw`\sqrt{1-\beta_t}`} />, its variance in every pixel is{' '}
        <Formula tex={String.raw`\beta_t`} />. The symbols:
      </p>
      <ul>
        <li>
          <Formula tex="t" /> counts the steps, 1 to <Formula tex="T" /> in the paper. On this page the first
          level is t = 0 and the last T − 1, as in most programs.
        </li>
        <li>
          <Formula tex={String.raw`\beta_t`} />, between 0 and 1, says how much noise step <Formula tex="t" />{' '}
          adds: the <em>schedule</em>. It begins small (0.0001 in the paper) and ends larger (0.02).
        </li>
        <li>
          <Formula tex="I" /> is the identity matrix: every pixel gets noise of its own, independent of its
          neighbours.
        </li>
      </ul>
      <p>The same step as something to compute, with fresh noise each time:</p>
      <Eq
        tex={String.raw`x_t = \sqrt{1-\beta_t}\;x_{t-1} + \sqrt{\beta_t}\;\varepsilon_t,\qquad \varepsilon_t \sim \mathcal N(0, I)`}
      />
      <p>
        Writing a Gaussian as its mean plus its spread times standard noise,{' '}
        <Formula tex={String.raw`\mu + \sigma\,\varepsilon`} />, is called the{' '}
        <em>reparameterisation trick</em>. It moves all the chance into{' '}
        <Formula tex={String.raw`\varepsilon`} />, and the next chapters live on it.
      </p>

      <h3>Why the picture is made fainter</h3>
      <p>
        Suppose the pixels have variance 1 and we scale the picture by some number <Formula tex="a" /> before
        adding the noise. Variances of independent things add up, so
      </p>
      <Eq
        tex={String.raw`\operatorname{Var}(x_1) = \operatorname{Var}\!\big(a\,x_0 + \sqrt{\beta_1}\,\varepsilon_1\big) = a^2\cdot 1 + \beta_1\cdot 1`}
      />
      <p>
        We want the variance to stay 1, or else the numbers grow with every step and the network would have to
        see pictures of a hundred different brightnesses. So <Formula tex={String.raw`a^2 + \beta_1 = 1`} />,
        which gives <Formula tex={String.raw`a = \sqrt{1-\beta_1}`} />. That is where the root comes from. The
        variance stays constant while the mean moves towards zero: the process is called{' '}
        <em>variance preserving</em>. (Real pictures have a variance below 1, so theirs rises towards 1 rather
        than staying there exactly.)
      </p>

      <h3>Why so many small steps</h3>
      <p>
        If a step is small, going back over it is almost as simple as going forward: the reverse of a small
        Gaussian step is nearly Gaussian too (Sohl-Dickstein et al. 2015). A large step has no such reverse:
        many different pictures may lie behind the same noise. So the hard task, noise to picture, is cut into
        many easy ones, each removing a little noise.
      </p>
      <p>
        After enough steps nothing of <Formula tex="x_0" /> is left, and <Formula tex="x_T" /> is as good as
        drawn from an isotropic Gaussian <Formula tex={String.raw`\mathcal N(0, I)`} />, exactly so as{' '}
        <Formula tex={String.raw`T \to \infty`} /> with any fixed <Formula tex={String.raw`\beta`} />. This is
        where generation will start.
      </p>
      <Do
        act={page => {
          page.lend({ schedule: 'linear', T: 1000 });
          page.showAt('noise', 0.5);
        }}
      >
        The paper’s process, half way
      </Do>
      <Do act={page => page.inPlane('noise', 0.2)}>The chain in the plane, beside the jump</Do>
      <p className="muted">
        The page opens with this process on another schedule, the cosine, where a small network learns sooner.
        The button above turns to the paper’s.
      </p>
    </>
  );
}

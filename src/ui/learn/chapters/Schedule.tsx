import type { PageActions } from '../../actions.ts';
import { Formula } from '../../Formula.tsx';
import { Do } from '../Do.tsx';
import { Eq } from '../Eq.tsx';

const turnTo = (schedule: 'linear' | 'cosine' | 'flow') => (page: PageActions) => {
  page.lend({ schedule, T: 1000 });
  page.showAt('noise');
};

export default function Schedule() {
  return (
    <>
      <p>
        How fast does noise take over? That is the schedule, the numbers{' '}
        <Formula tex={String.raw`\beta_1, \dots, \beta_T`} />. It is chosen before anything is trained, and
        stays. Three quantities follow from it:
      </p>
      <Eq
        tex={String.raw`\alpha_t = 1 - \beta_t, \qquad \bar\alpha_t = \prod_{s=1}^{t} \alpha_s, \qquad \mathrm{SNR}_t = \frac{\bar\alpha_t}{1-\bar\alpha_t}`}
      />
      <p>
        <Formula tex={String.raw`\alpha_t`} /> is the share of the variance that one step keeps. Shares
        multiply, so <Formula tex={String.raw`\bar\alpha_t`} /> is the share of the <em>picture’s</em>{' '}
        variance that is left after <Formula tex="t" /> steps; the rest is noise. The signal-to-noise ratio
        compares the two. All of them are tables, computed once: to know{' '}
        <Formula tex={String.raw`\bar\alpha_{700}`} /> one multiplies 700 numbers, and never touches a
        picture. If somebody gives you only <Formula tex="x_0" />, you cannot noise it to level{' '}
        <Formula tex="t" />: first there must be a schedule.
      </p>

      <h3>Three choices</h3>
      <p>
        <strong>Linear</strong> (Ho et al. 2020): <Formula tex={String.raw`\beta_t`} /> grows evenly from
        0.0001 to 0.02 over 1000 steps. At the end{' '}
        <Formula tex={String.raw`\bar\alpha_T \approx 4\cdot 10^{-5}`} />. Simple, but the last quarter of the
        steps is almost pure noise already, and little is learned there.
      </p>
      <Do act={turnTo('linear')}>Linear</Do>
      <p>
        <strong>Cosine</strong> (Nichol and Dhariwal 2021) says what <Formula tex={String.raw`\bar\alpha`} />{' '}
        should be and lets the betas follow, so that the picture fades more evenly:
      </p>
      <Eq
        tex={String.raw`\bar\alpha_t = \frac{f(t)}{f(0)}, \quad f(t) = \cos^2\!\Big(\frac{t/T + s}{1 + s}\cdot\frac{\pi}{2}\Big), \quad s = 0.008`}
      />
      <Do act={turnTo('cosine')}>Cosine</Do>
      <p>
        <strong>Rectified flow</strong> (Liu et al. 2022) drops the chain of steps altogether and mixes in a
        straight line, <Formula tex={String.raw`x_s = (1-s)\,x_0 + s\,\varepsilon`} />. It is not variance
        preserving, but everything on this page works for it too.
      </p>
      <Do act={turnTo('flow')}>Rectified flow</Do>

      <h3>The end must be noise</h3>
      <p>
        Generation starts from pure noise. If training never showed the network anything that noisy, the start
        is foreign to it. With the betas of 1000 steps used for only 20, half of the way is missing: only{' '}
        <Formula tex={String.raw`1 - \bar\alpha_T \approx 0.18`} /> of the variance has become noise.
      </p>
      <Do
        act={page => {
          page.lend({ schedule: 'linear-unscaled', T: 20 });
          page.showAt('noise', 1);
        }}
      >
        T = 20, unscaled: the last level
      </Do>
      <Do
        act={page => {
          page.lend({ schedule: 'linear', T: 20 });
          page.showAt('noise', 1);
        }}
      >
        The same, betas scaled by 1000 / T
      </Do>
      <p>
        Even 1000 steps leave a trace: <Formula tex={String.raw`\sqrt{\bar\alpha_T} \approx 0.006`} /> of the
        picture’s mean brightness. Lin et al. 2023 stretch the schedule so that it ends at exactly zero
        signal.
      </p>
    </>
  );
}

import { Formula } from '../Formula.tsx';
import { Panel } from '../Panel.tsx';
import { useApp } from '../useApp.ts';
import { SampleButtons } from './SampleButtons.tsx';
import { SamplerSettings } from './SamplerSettings.tsx';
import { Viewer } from './Viewer.tsx';
import './reverse.css';

export function ReversePanel() {
  const sample = useApp(state => state.sample);
  return (
    <Panel
      number={4}
      title="Reverse: make something of noise"
      lesson="Start from nothing but noise. At each step the network guesses the clean picture, and we go a little of the way towards it."
    >
      <div className="split">
        <div className="stack">
          <SampleButtons />
          <TrainingNote />
          {sample ? (
            <Viewer key="viewer" config={sample.config} />
          ) : (
            <p className="muted empty">
              Press Sample to watch every step from noise to picture; then play it back, scrub, and compare
              what the network sees, guesses and removes.
            </p>
          )}
        </div>
        <aside className="stack" aria-label="Sampling settings">
          <SamplerSettings />
          <Algorithm />
        </aside>
      </div>
    </Panel>
  );
}

/** Nothing may look learned that is not. */
function TrainingNote() {
  const step = useApp(state => state.training.step);
  const sample = useApp(state => state.sample);
  const steps = sample ? sample.trainedSteps : step;
  const text =
    steps === 0
      ? sample
        ? 'These pictures come from a network that has not been trained: it only rearranges noise.'
        : 'The network has not been trained yet; it will only rearrange noise. Train it first, or see for yourself.'
      : `From a network after ${steps.toLocaleString('en')} training steps.`;
  return <p className="muted">{text}</p>;
}

function Algorithm() {
  return (
    <details>
      <summary>Algorithm 2, sampling</summary>
      <div className="stack">
        <p>Begin with noise and walk back (Ho et al. 2020):</p>
        <Formula block tex="x_T \sim \mathcal N(0, I)" />
        <Formula
          block
          tex={String.raw`x_{t-1} = \tfrac{1}{\sqrt{\alpha_t}}\Big(x_t - \tfrac{1-\alpha_t}{\sqrt{1-\bar\alpha_t}}\,\hat\varepsilon\Big) + \sigma_t z`}
        />
        <p className="muted">
          Every sampler here is one sum like this, of <Formula tex="x_t" />, the guesses{' '}
          <Formula tex="\hat x_0" /> and <Formula tex="\hat\varepsilon" />, and fresh noise{' '}
          <Formula tex="z" />; only the numbers differ. The noise keeps the walk from settling on a blurry
          average.
        </p>
      </div>
    </details>
  );
}

import { ParamControl } from '../controls/ParamControl.tsx';
import { Formula } from '../Formula.tsx';
import { Panel } from '../Panel.tsx';
import { useApp } from '../useApp.ts';
import { LossByTime } from './LossByTime.tsx';
import { LossChart } from './LossChart.tsx';
import { Previews } from './Previews.tsx';
import { TrainButtons } from './TrainButtons.tsx';
import { TrainFigures } from './TrainFigures.tsx';
import './train.css';

export function TrainPanel() {
  return (
    <Panel
      number={3}
      title="Train"
      lesson="Show a network a noisy picture and how noisy it is, and ask what was added. Its answers get better with every step; that is all the learning there is."
    >
      <div className="split">
        <div className="stack">
          <TrainButtons />
          <TrainFigures />
          <LossChart />
          <Previews />
          <LossByTime />
        </div>
        <aside className="stack" aria-label="Network and training settings">
          <Network />
          <ParamControl name="channels" />
          <ParamControl name="batchSize" />
          <ParamControl name="learningRate" />
          <ParamControl name="steps" />
          <details>
            <summary>More settings</summary>
            <div className="stack">
              <ParamControl name="layersPerBlock" />
              <ParamControl name="attention" />
              <ParamControl name="classConditional" />
              <ParamControl name="emaDecay" />
              <ParamControl name="previewEvery" />
              <ParamControl name="seed" />
            </div>
          </details>
          <Algorithm />
        </aside>
      </div>
    </Panel>
  );
}

function Network() {
  const model = useApp(state => state.ready?.model);
  return (
    <p className="network muted numbers">
      A UNet of <strong>{model ? model.parameters.toLocaleString('en') : '–'}</strong> parameters,{' '}
      {model ? (model.flopsPerImage / 1e6).toFixed(0) : '–'} million operations a picture.
    </p>
  );
}

/** In words that hold for every schedule and target. */
function Algorithm() {
  return (
    <details>
      <summary>Algorithm 1, training</summary>
      <div className="stack">
        <p>Each step draws pictures, noise levels and noise, mixes them, and moves the weights a little:</p>
        <Formula
          block
          tex="x_0 \sim q(x_0),\quad t \sim \mathrm{Uniform},\quad \varepsilon \sim \mathcal N(0, I)"
        />
        <Formula block tex="\nabla_\theta \left\lVert\, y - f_\theta(x_t,\, t) \,\right\rVert^2" />
        <p className="muted">
          <Formula tex="y" /> is what the network is asked for: the noise <Formula tex="\varepsilon" /> in the
          paper (Ho et al. 2020), or <Formula tex="x_0" />, <Formula tex="v" /> or the velocity, as chosen
          above.
        </p>
      </div>
    </details>
  );
}

import { isUsed, PARAM_NAMES, PARAMS } from '../../config/params.ts';
import { settingWords } from '../../config/settingWords.ts';
import { isPlane } from '../../data/sets/registry.ts';
import { viewInView } from '../../store/view/view.ts';
import { ParamControl } from '../controls/ParamControl.tsx';
import { FieldView } from '../plane/FieldView.tsx';
import { planeInView } from '../plane/planePoints.ts';
import { Column } from '../screen/Column.tsx';
import { MoreSettings } from '../screen/MoreSettings.tsx';
import { useApp } from '../useApp.ts';
import { Unless } from '../view/Unless.tsx';
import { Algorithm } from './Algorithm.tsx';
import { Answer } from './Answer.tsx';
import { LossChart } from './LossChart.tsx';
import { TrainButtons } from './TrainButtons.tsx';
import { TrainStatus } from './TrainStatus.tsx';
import './denoiser.css';

/** The network: its guesses for x_t, and its training. */
export function DenoiserColumn() {
  const plane = useApp(planeInView);
  // Else they stand in the header.
  const { embed } = useApp(viewInView);
  return (
    <Column
      part="denoiser"
      title="Denoiser"
      lesson={`Guesses the noise in a noisy ${plane ? 'point' : 'picture'}`}
    >
      {embed && (
        <Unless hidden="train">
          <TrainButtons />
        </Unless>
      )}
      <TrainStatus />
      {plane ? <FieldView /> : <Answer />}
      <LossChart />
      <div className="column-foot denoiser-foot">
        <ParamControl name="target" />
        <MoreSettings of="Denoiser">
          <Network />
          <FromElsewhere />
          <ParamControl name="channels" />
          <ParamControl name="pointWidth" />
          <ParamControl name="pointDepth" />
          <ParamControl name="batchSize" />
          <ParamControl name="learningRate" />
          <ParamControl name="rateSchedule" />
          <ParamControl name="steps" />
          <ParamControl name="layersPerBlock" />
          <ParamControl name="attention" />
          <ParamControl name="zeroLast" />
          <ParamControl name="classConditional" />
          <ParamControl name="labelDropout" />
          <ParamControl name="emaDecay" />
          <ParamControl name="previewEvery" />
          <ParamControl name="seed" />
          <Algorithm />
        </MoreSettings>
      </div>
    </Column>
  );
}

/** What no control shows, where it is not as usual. */
function FromElsewhere() {
  const config = useApp(state => state.config);
  const said = PARAM_NAMES.filter(
    name => PARAMS[name].rare && isUsed(name, config) && config[name] !== PARAMS[name].default,
  );
  if (said.length === 0) return null;
  const words = said.map(name => `${PARAMS[name].label}: ${settingWords(config, name)}`);
  return <p className="muted">From the file or the link: {words.join(', ')}.</p>;
}

function Network() {
  const model = useApp(({ run }) => run.ready?.model);
  const plane = useApp(({ run }) => isPlane(run.config));
  return (
    <p className="network muted numbers">
      A {plane ? 'perceptron' : 'UNet'} of{' '}
      <strong>{model ? model.parameters.toLocaleString('en') : '–'}</strong> parameters,{' '}
      {model ? (model.flopsPerImage / 1e6).toFixed(plane ? 2 : 0) : '–'} million operations per{' '}
      {plane ? 'point' : 'picture'}.
    </p>
  );
}

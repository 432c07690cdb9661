import { Dices } from 'lucide-react';
import { useMemo } from 'react';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { SCHEDULES } from '../../diffusion/schedules/registry.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { forwardInView, processInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';
import { shortNumber } from '../charts/axes.ts';
import { ParamControl } from '../controls/ParamControl.tsx';
import { Formula } from '../formulas/Formula.tsx';
import { NoisyCloud } from '../plane/NoisyCloud.tsx';
import { planeInView } from '../plane/planePoints.ts';
import { SymbolPicture } from '../SymbolPicture.tsx';
import { Column } from '../screen/Column.tsx';
import { MoreSettings } from '../screen/MoreSettings.tsx';
import { mixColour } from '../symbols.ts';
import { useActions, useApp } from '../useApp.ts';
import { ScheduleCurves } from './ScheduleCurves.tsx';
import './noise.css';

/** The chosen picture at the level in view. */
export function NoiseColumn() {
  const { timeline } = useActions();
  const plane = useApp(planeInView);
  return (
    <Column part="noise" title="Noise" lesson="One formula, any level">
      {plane ? <NoisyCloud /> : <NoisyPicture />}
      <Figures what={plane ? 'point' : 'picture'} />
      <ParamControl name="schedule" />
      <div className="column-foot">
        <button type="button" className="button" onClick={timeline.otherNoise}>
          <Dices aria-hidden /> New noise
        </button>
        <MoreSettings of="Noise">
          <ParamControl name="T" />
          <ParamControl name="zeroTerminalSnr" />
          <ScheduleEquation />
          <Curves />
          <p className="muted">
            We count t from 0, the least noisy level; the papers count from 1. Where the signal-to-noise ratio
            passes 1, picture and noise are equally strong.
          </p>
        </MoreSettings>
      </div>
    </Column>
  );
}

function NoisyPicture() {
  const forward = useApp(forwardInView);
  const t = useApp(levelInView);
  const bytes = useMemo(() => toBytes(forward.at(t), 1), [forward, t]);
  return (
    <div className="noisy">
      <SymbolPicture
        symbol="xt"
        tex="x_t"
        bytes={bytes}
        shape={forward.shape}
        label={`The noisy picture at t = ${t}`}
        colour={mixColour(levelAt(forward.process, t))}
      >
        the noisy picture
      </SymbolPicture>
    </div>
  );
}

/** The two factors of x_t, and their ratio. */
function Figures({ what }: { readonly what: string }) {
  const process = useApp(processInView);
  const t = useApp(levelInView);
  const { signal, noise } = levelAt(process, t);
  return (
    <dl className="noisy-figures numbers">
      <div className="sym-x0">
        <dt>{what}</dt>
        <dd className="symbol-caption">{signal.toFixed(3)}</dd>
      </div>
      <div className="sym-eps">
        <dt>noise</dt>
        <dd className="symbol-caption">{noise.toFixed(3)}</dd>
      </div>
      <div>
        <dt>SNR</dt>
        <dd>{shortNumber(process.snr[t])}</dd>
      </div>
    </dl>
  );
}

function ScheduleEquation() {
  const { tex } = SCHEDULES[useApp(state => state.config.schedule)];
  return <Formula block tex={tex} />;
}

function Curves() {
  const { playback } = useActions();
  const process = useApp(processInView);
  const t = useApp(levelInView);
  return <ScheduleCurves process={process} t={t} onPick={playback.scrubTo} />;
}

import { Dices, ImageIcon } from 'lucide-react';
import { Slider } from 'radix-ui';
import { useState } from 'react';
import { ParamControl } from '../controls/ParamControl.tsx';
import { Panel } from '../Panel.tsx';
import { ChainStrip } from './ChainStrip.tsx';
import { ForwardEquation } from './ForwardEquation.tsx';
import { ScheduleCurves } from './ScheduleCurves.tsx';
import { useForward } from './useForward.ts';
import { useSweep } from './useSweep.ts';
import './forward.css';

export function ForwardPanel() {
  const [chosenT, setT] = useState(0);
  const [noiseIndex, setNoiseIndex] = useState(0);
  const [imageIndex, setImageIndex] = useState(0);
  const forward = useForward(imageIndex, noiseIndex);
  const { T } = forward.process;
  const t = Math.min(chosenT, T - 1);
  useSweep(T, setT);
  return (
    <Panel
      number={2}
      title="Forward: noise it"
      lesson="A picture drowns in noise, level by level. No learning here: one formula jumps straight to any level."
    >
      <div className="split">
        <div className="stack">
          <ForwardEquation forward={forward} t={t} />
          <div className="time">
            <p className="numbers time-label">
              t = <strong>{t}</strong> <span className="muted">of {T - 1}</span>
            </p>
            <Slider.Root
              className="slider"
              min={0}
              max={T - 1}
              step={1}
              value={[t]}
              onValueChange={([next]) => setT(next!)}
            >
              <Slider.Track className="slider-track">
                <Slider.Range className="slider-range" />
              </Slider.Track>
              <Slider.Thumb className="slider-thumb" aria-label="Noise level t" />
            </Slider.Root>
          </div>
          <ChainStrip forward={forward} t={t} onPick={setT} />
          <ScheduleCurves process={forward.process} t={t} onPick={setT} />
        </div>
        <aside className="stack" aria-label="Noise settings">
          <div className="row">
            <button type="button" className="button" onClick={() => setNoiseIndex(noiseIndex + 1)}>
              <Dices aria-hidden /> New noise
            </button>
            <button type="button" className="button" onClick={() => setImageIndex(imageIndex + 1)}>
              <ImageIcon aria-hidden /> Another image
            </button>
          </div>
          <ParamControl name="schedule" />
          <ParamControl name="T" />
          <ParamControl name="zeroTerminalSnr" />
          <ParamControl name="target" />
          <p className="muted">
            We count t from 0, the least noisy level; the papers count from 1. Watch the signal-to-noise
            ratio: where it passes 1, picture and noise are equally strong.
          </p>
        </aside>
      </div>
    </Panel>
  );
}

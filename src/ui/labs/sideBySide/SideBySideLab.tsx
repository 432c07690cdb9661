import { Columns2 } from 'lucide-react';
import { useState } from 'react';
import { makeConsistent } from '../../../config/consistency.ts';
import { startSample } from '../../../store/engineClient.ts';
import { useApp } from '../../useApp.ts';
import { Comparison } from './Comparison.tsx';
import { type SideConfig, SideSettings, sideOf } from './SideSettings.tsx';
import './sideBySide.css';

const COUNT = 4;
/** Steps of the right side at first: few enough to show. */
const FEW = 5;

/** Two samplings of the present network from the same noise. */
export default function SideBySideLab() {
  const ready = useApp(state => state.ready !== null);
  const run = useApp(state => state.activeConfig);
  const [left, setLeft] = useState<SideConfig>(() => sideOf(run));
  const [right, setRight] = useState<SideConfig>(() => ({ ...sideOf(run), samplingSteps: FEW }));
  const sides = [
    ['Left', left, setLeft],
    ['Right', right, setRight],
  ] as const;
  const compare = () => {
    startSample('left', { ...left, sampleCount: COUNT });
    startSample('right', { ...right, sampleCount: COUNT });
  };
  return (
    <div className="stack side-by-side">
      <div className="sides">
        {sides.map(([name, side, change]) => (
          <div key={name} className="stack">
            <SideSettings name={name} side={side} run={run} onChange={change} />
            {makeConsistent({ ...run, ...side }).changes.map(why => (
              <p key={why} className="muted">
                {why}
              </p>
            ))}
          </div>
        ))}
      </div>
      <div className="row">
        <button type="button" className="button button-primary" disabled={!ready} onClick={compare}>
          <Columns2 aria-hidden /> Sample both from the same noise
        </button>
      </div>
      <Comparison />
    </div>
  );
}

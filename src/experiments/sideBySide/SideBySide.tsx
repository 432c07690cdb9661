import { Columns2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { makeConsistent } from '../../config/consistency.ts';
import { isPlane } from '../../data/sets/registry.ts';
import { runningConfig } from '../../store/settings/rules.ts';
import { useActions, useApp } from '../../ui/useApp.ts';
import { Comparison } from './Comparison.tsx';
import { NetworkChoice } from './NetworkChoice.tsx';
import { type SideConfig, SideSettings, sideOf } from './SideSettings.tsx';
import './sideBySide.css';

const COUNT = 4;
const POINTS = 300;
/** The right side's initial number of steps: few enough to make a difference. */
const FEW = 5;

interface Side {
  /** Id of the saved run whose network draws; null for the present run. */
  readonly runId: string | null;
  readonly settings: SideConfig;
}

/** Two samplings from the same noise, each with the present network or a saved run's. */
export default function SideBySide() {
  const { kept: keptRuns, sampling } = useActions();
  const ready = useApp(state => state.run.ready !== null);
  const present = useApp(runningConfig);
  const presentId = useApp(state => state.run.id);
  const runs = useApp(state => state.kept.runs);
  const kept = runs?.filter(({ id }) => id !== presentId) ?? [];
  const [left, setLeft] = useState<Side>(() => ({ runId: null, settings: sideOf(present) }));
  const [right, setRight] = useState<Side>(() => ({
    runId: null,
    settings: { ...sideOf(present), samplingSteps: FEW },
  }));
  useEffect(() => keptRuns.followRuns(), [keptRuns]);
  const sides = [
    ['left', 'Left', left, setLeft],
    ['right', 'Right', right, setRight],
  ] as const;
  const runOf = ({ runId }: Side) => kept.find(({ id }) => id === runId);
  const compare = () => {
    for (const [slot, , side] of sides) {
      const changes = { ...side.settings, sampleCount: isPlane(present) ? POINTS : COUNT };
      sampling.sample({ slot, keeps: 'numbers', changes, network: runOf(side) });
    }
  };
  return (
    <div className="stack side-by-side">
      <div className="sides">
        {sides.map(([slot, name, side, change]) => {
          const run = runOf(side)?.config ?? present;
          return (
            <fieldset key={slot} className="stack side">
              <legend>{name}</legend>
              <NetworkChoice
                id={`side-${slot}-network`}
                kept={kept}
                chosen={runOf(side) ?? null}
                onChange={next => {
                  const { samplingSteps } = side.settings;
                  const settings = { ...sideOf(next?.config ?? present), samplingSteps };
                  change({ runId: next?.id ?? null, settings });
                }}
              />
              <SideSettings
                name={name}
                side={side.settings}
                run={run}
                onChange={settings => change({ ...side, settings })}
              />
              {makeConsistent({ ...run, ...side.settings }).changes.map(why => (
                <p key={why} className="muted">
                  {why}
                </p>
              ))}
            </fieldset>
          );
        })}
      </div>
      <div className="row">
        <button type="button" className="button button-primary" disabled={!ready} onClick={compare}>
          <Columns2 aria-hidden /> Sample both from the same noise
        </button>
        {kept.length === 0 && (
          <span className="muted">You can also choose networks of other runs saved in this browser.</span>
        )}
      </div>
      <Comparison />
    </div>
  );
}

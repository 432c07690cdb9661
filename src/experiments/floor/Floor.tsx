import { useMemo, useState } from 'react';
import { findingOf } from '../../store/analyses/analyses.ts';
import { shortNumber } from '../../ui/charts/axes.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { ToggleControl } from '../../ui/controls/ToggleControl.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { useApp } from '../../ui/useApp.ts';
import { FloorButton } from './FloorButton.tsx';
import { FloorChart } from './FloorChart.tsx';
import { FloorNotes } from './FloorNotes.tsx';
import { floorRows, summary } from './floorRows.ts';
import { HeatMap } from './HeatMap.tsx';
import { LossTable } from './LossTable.tsx';
import './floor.css';

/** Images averaged in each row for "now", going back as many steps as that takes. */
const RECENT_IMAGES = 100;
const VIEWS = { both: 'Loss and floor', gap: 'Gap' };

/** The loss by noise level during training, and how far it can still fall. */
export default function Floor() {
  const { lossMap, step, config } = useApp(state => state.run);
  const floor = useApp(state => findingOf(state, 'floor')?.found ?? null);
  const [view, setView] = useState<'both' | 'gap'>('both');
  const [log, setLog] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map grows in place with the step
  const map = useMemo(() => lossMap.view(), [lossMap, step]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map grows in place with the step
  const rows = useMemo(() => {
    return floorRows(lossMap.recent(RECENT_IMAGES, config.T), floor);
  }, [lossMap, step, floor, config.T]);
  const trained = map.columns > 0;
  const { loss, floor: least, floorError } = summary(rows, floor);
  const gap = least === null ? null : loss - least;
  return (
    <div className="stack">
      <FloorNotes />
      <div className="floor-charts">
        <section className="stack" aria-labelledby="heat-title">
          <h3 id="heat-title">Loss by noise level, step by step</h3>
          {trained ? (
            <HeatMap map={map} step={step} />
          ) : (
            <p className="muted empty">
              Train a few steps: each column shows how hard every noise level was then.
            </p>
          )}
        </section>
        <section className="stack" aria-labelledby="floor-title">
          <h3 id="floor-title">Loss now and its floor</h3>
          <FloorButton />
          <div className="row">
            <span id="floor-view-label" className="visually-hidden">
              What is drawn
            </span>
            <ChoiceControl
              id="floor-view"
              options={['both', 'gap']}
              labels={VIEWS}
              value={view}
              onChange={next => setView(next as 'both' | 'gap')}
            />
            {view === 'both' && (
              <>
                <label htmlFor="floor-log" className="muted">
                  Log scale
                </label>
                <ToggleControl id="floor-log" value={log} onChange={setLog} />
              </>
            )}
          </div>
          <FloorChart rows={rows} floor={floor} view={view} log={log} />
        </section>
      </div>
      <Facts
        facts={[
          ['Loss now', shortNumber(loss)],
          ['Floor', shortNumber(least)],
          ['± error', shortNumber(floorError)],
          ['Gap', shortNumber(gap)],
          ['Loss divided by floor', least ? shortNumber(loss / least) : '–'],
        ]}
      />
      <LossTable rows={rows} />
    </div>
  );
}

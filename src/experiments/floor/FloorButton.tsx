import { CircleStop, Ruler } from 'lucide-react';
import { findingOf } from '../../store/analyses/analyses.ts';
import type { Finding } from '../../store/state.ts';
import { useActions, useApp } from '../../ui/useApp.ts';
import { remaining } from '../remaining.ts';

/** Measures the floor, beside training if it runs, and shows the progress. */
export function FloorButton() {
  const ready = useApp(state => state.run.ready !== null);
  const finding = useApp(state => findingOf(state, 'floor'));
  const { analyses } = useActions();
  return (
    <div className="row">
      {finding?.running ? (
        <button type="button" className="button floor-main" onClick={() => analyses.stopAnalysis('floor')}>
          <CircleStop aria-hidden /> Stop
        </button>
      ) : (
        <button
          type="button"
          className="button button-primary floor-main"
          disabled={!ready}
          onClick={() => void analyses.analyse('floor', {})}
        >
          <Ruler aria-hidden /> {finding?.found ? 'Measure again' : 'Measure the floor'}
        </button>
      )}
      <p className="muted numbers" role="status">
        {status(finding)}
      </p>
    </div>
  );
}

function status(finding: Finding<'floor'> | null): string {
  if (!finding) return 'Needs no trained network; training can continue meanwhile.';
  const { found, running, beganAt } = finding;
  if (!found) return running ? 'Computing the first draws …' : 'Stopped.';
  const { draws, of, members } = found;
  const what = `Exact denoiser of all ${members.toLocaleString('en')} training images, mean of ${draws} of ${of} draws`;
  return running ? `${what}, ${remaining(beganAt, draws / of)}.` : `${what}.`;
}

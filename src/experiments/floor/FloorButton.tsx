import { CircleStop, Ruler } from 'lucide-react';
import { useStore } from 'zustand';
import { analysisStore } from '../../store/analysisStore.ts';
import { measureFloor } from '../../store/engineClient.ts';
import { useApp } from '../../ui/useApp.ts';
import { remaining } from '../remaining.ts';

/** Measures the floor beside training; says how far it is. */
export function FloorButton() {
  const ready = useApp(state => state.ready !== null);
  const floor = useStore(analysisStore, state => state.floor);
  const since = useStore(analysisStore, state => state.running.floor);
  return (
    <div className="row">
      {since === undefined ? (
        <button
          type="button"
          className="button button-primary floor-main"
          disabled={!ready}
          onClick={() => measureFloor('start')}
        >
          <Ruler aria-hidden /> {floor ? 'Measure again' : 'Measure the floor'}
        </button>
      ) : (
        <button type="button" className="button floor-main" onClick={() => measureFloor('stop')}>
          <CircleStop aria-hidden /> Stop
        </button>
      )}
      <p className="muted numbers" role="status">
        {status(floor, since)}
      </p>
    </div>
  );
}

function status(
  floor: { draws: number; of: number; members: number } | null,
  since: number | undefined,
): string {
  if (!floor)
    return since === undefined
      ? 'It runs beside training and needs none.'
      : 'The first draws are on their way …';
  const { draws, of, members } = floor;
  const what = `Exact denoiser of all ${members.toLocaleString('en')} training images, mean of ${draws} of ${of} draws`;
  return since === undefined ? `${what}.` : `${what}, ${remaining(since, draws / of)}.`;
}

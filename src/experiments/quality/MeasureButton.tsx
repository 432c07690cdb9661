import { CircleStop, Gauge } from 'lucide-react';
import { useApp } from '../../ui/useApp.ts';
import { makerWords } from '../makerWords.ts';
import { remaining } from '../remaining.ts';
import type { QualityOrder } from './engine/qualityJob.ts';
import type { Judged } from './useQualities.ts';

interface Props {
  readonly judged: Judged;
  /** What the button says. */
  readonly label: string;
  /** What it orders, made when it is pressed. */
  readonly order: () => QualityOrder;
}

/** Draws and judges, beside training if it runs; shows how far it is, and stops. */
export function MeasureButton({ judged, label, order }: Props) {
  const ready = useApp(state => state.run.ready !== null);
  const { finding, measure, stop } = judged;
  return (
    <div className="row">
      {finding?.running ? (
        <button type="button" className="button quality-main" onClick={stop}>
          <CircleStop aria-hidden /> Stop
        </button>
      ) : (
        <button
          type="button"
          className="button button-primary quality-main"
          disabled={!ready}
          onClick={() => measure(order())}
        >
          <Gauge aria-hidden /> {label}
        </button>
      )}
      <p className="muted numbers" role="status">
        {status(judged)}
      </p>
    </div>
  );
}

function status({ finding, maker }: Judged): string {
  if (!finding || !maker) return '';
  const { found, running, beganAt } = finding;
  if (!found) return running ? 'Judging real pictures first …' : 'Stopped before the first figure.';
  const many = found.ways.length > 1 ? `, ${found.drawn.length} of ${found.ways.length} done` : '';
  const what = `${found.count} pictures by ${makerWords(maker)}${many}`;
  if (running) return `${what}, ${remaining(beganAt, found.done)}.`;
  return found.drawn.length < found.ways.length ? `${what}, then stopped.` : `${what}.`;
}

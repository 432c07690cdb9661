import { useStore } from 'zustand';
import { timelineStore } from '../../store/timeline.ts';
import { shortNumber } from '../charts/axes.ts';
import { useApp } from '../useApp.ts';

const BARS = 10;
const UNKNOWN = new Float32Array(BARS).fill(Number.NaN);

/** The loss at each tenth of the noise levels, in the timeline's order, with a mark where it stands. */
export function LossByTime() {
  const lossByT = useApp(state => state.training.lossByT) ?? UNKNOWN;
  const T = useApp(state => state.activeConfig.T);
  const losses = [...lossByT];
  const largest = Math.max(0, ...losses.filter(loss => !Number.isNaN(loss)));
  return (
    <figure className="loss-by-time">
      <figcaption>
        <h3>Loss by noise level</h3>
        <Here losses={losses} />
      </figcaption>
      <div className="bars">
        <ol reversed>
          {losses
            .map((loss, bin) => {
              const from = Math.ceil((bin * T) / losses.length);
              const to = Math.ceil(((bin + 1) * T) / losses.length) - 1;
              const share = Number.isNaN(loss) || largest === 0 ? 0 : loss / largest;
              return (
                <li key={from} title={`t = ${from} to ${to}: ${shortNumber(loss)}`}>
                  <span className="visually-hidden">{`t from ${from} to ${to}: ${shortNumber(loss)}`}</span>
                  <span className="bar" style={{ blockSize: `${100 * share}%` }} aria-hidden />
                </li>
              );
            })
            .reverse()}
        </ol>
        <Mark />
      </div>
    </figure>
  );
}

/** The loss of the tenth in which the timeline stands. */
function Here({ losses }: { losses: readonly number[] }) {
  const t = useStore(timelineStore, state => state.t);
  const T = useApp(state => state.config.T);
  const bin = Math.min(losses.length - 1, Math.floor((t * losses.length) / T));
  return <span className="muted numbers loss-at-t">around t: {shortNumber(losses[bin])}</span>;
}

/** Where the timeline stands. */
function Mark() {
  const t = useStore(timelineStore, state => state.t);
  const T = useApp(state => state.config.T);
  return <span className="bar-mark" style={{ left: `${100 * (1 - (t + 0.5) / T)}%` }} aria-hidden />;
}

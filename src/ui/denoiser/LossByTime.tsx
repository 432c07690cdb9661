import { lossFloorOf } from '../../store/analyses/lossFloor.ts';
import type { AppState, Found } from '../../store/state.ts';
import { shortNumber } from '../charts/axes.ts';
import { useApp } from '../useApp.ts';

const BARS = 10;
const UNKNOWN = new Float32Array(BARS).fill(Number.NaN);

/** The loss in each tenth of the noise levels, in the timeline's order, with a mark at the level in view. */
export function LossByTime() {
  const lossByT = useApp(({ run }) => run.lossByT) ?? UNKNOWN;
  const T = useApp(({ run }) => run.config.T);
  const paused = useApp(({ run }) => run.step > 0 && run.lossByT === null);
  const floor = useApp(lossFloorOf);
  const losses = [...lossByT];
  const largest = Math.max(0, ...losses.filter(loss => !Number.isNaN(loss)));
  return (
    <figure className="loss-by-time numbers">
      <figcaption>
        <h3>Loss by noise level</h3>
        <Here losses={losses} />
      </figcaption>
      <div className="bars">
        <span className="muted bars-top" aria-hidden>
          {largest > 0 && shortNumber(largest)}
        </span>
        <ol reversed>
          {losses
            .map((loss, bin) => {
              const from = Math.ceil((bin * T) / losses.length);
              const to = Math.ceil(((bin + 1) * T) / losses.length) - 1;
              const share = Number.isNaN(loss) || largest === 0 ? 0 : loss / largest;
              const least = floor && meanWithin(floor, from, to);
              const words = `${shortNumber(loss)}${least === null ? '' : `, lowest possible ${shortNumber(least)}`}`;
              return (
                <li key={from} title={`t = ${from} to ${to}: ${words}`}>
                  <span className="visually-hidden">{`t from ${from} to ${to}: ${words}`}</span>
                  <span className="bar" style={{ blockSize: `${100 * share}%` }} aria-hidden />
                  {least !== null && largest > 0 && (
                    <span
                      className="bar-floor"
                      style={{ insetBlockEnd: `${100 * Math.min(1, least / largest)}%` }}
                      aria-hidden
                    />
                  )}
                </li>
              );
            })
            .reverse()}
        </ol>
        {paused && <p className="muted bars-empty">Measured from the next step.</p>}
        <Mark />
      </div>
      <p className="muted bars-ends" aria-hidden>
        <span>{T - 1}</span>
        <span>← t</span>
        <span>0</span>
      </p>
    </figure>
  );
}

/** The mean of the floor's estimates for levels from..to; null where there is none. */
function meanWithin({ times, loss }: Found<'floor'>, from: number, to: number): number | null {
  const within = loss.filter((_, i) => times[i]! >= from && times[i]! <= to);
  return within.length === 0 ? null : within.reduce((sum, each) => sum + each, 0) / within.length;
}

/** The level in view, as a share of the run's levels. */
const shareOfLevels = ({ place, run }: AppState): number => {
  const { T } = run.config;
  return (place.share * (T - 1) + 0.5) / T;
};

/** The loss in the tenth of the level in view. */
function Here({ losses }: { losses: readonly number[] }) {
  const bin = useApp(state => Math.min(losses.length - 1, Math.floor(shareOfLevels(state) * losses.length)));
  return <span className="muted loss-at-t">near this t: {shortNumber(losses[bin])}</span>;
}

/** The mark at the level in view. */
function Mark() {
  const share = useApp(shareOfLevels);
  return <span className="bar-mark" style={{ left: `${100 * (1 - share)}%` }} aria-hidden />;
}

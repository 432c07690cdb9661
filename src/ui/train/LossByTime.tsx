import { shortNumber } from '../charts/axes.ts';
import { useApp } from '../useApp.ts';

/** The loss at each tenth of the noise levels: which question is hard. */
export function LossByTime() {
  const lossByT = useApp(state => state.training.lossByT);
  const T = useApp(state => state.activeConfig.T);
  if (!lossByT) return null;
  const losses = [...lossByT];
  const largest = Math.max(0, ...losses.filter(loss => !Number.isNaN(loss)));
  return (
    <figure className="loss-by-time">
      <figcaption>
        <h3>Loss by noise level</h3>
      </figcaption>
      <ol>
        {losses.map((loss, bin) => {
          const from = Math.ceil((bin * T) / losses.length);
          const to = Math.ceil(((bin + 1) * T) / losses.length) - 1;
          const share = Number.isNaN(loss) || largest === 0 ? 0 : loss / largest;
          return (
            <li key={from} title={`t = ${from} to ${to}: ${shortNumber(loss)}`}>
              <span className="visually-hidden">{`t from ${from} to ${to}: ${shortNumber(loss)}`}</span>
              <span className="bar-value numbers" aria-hidden>
                {shortNumber(loss)}
              </span>
              <span className="bar" style={{ blockSize: `${100 * share}%` }} aria-hidden />
            </li>
          );
        })}
      </ol>
      <p className="muted bar-axis">
        <span>t = 0, almost clean</span>
        <span>t = {T - 1}, noise</span>
      </p>
    </figure>
  );
}

import { MovedOutcome } from './MovedOutcome.tsx';
import { MovePad } from './MovePad.tsx';
import { usePausedSampling } from './usePausedSampling.tsx';

const COUNT = 400;

/** Stops particles half way, lets one drag them or add some, and lets them go on with the same noise. */
export function MovePoints() {
  const { original, at, frame, button, pause, beginning } = usePausedSampling({
    count: COUNT,
    firstPause: 0.6,
    begin: `Sample ${COUNT} points`,
  });
  const { drawn, resultNumbers } = original;
  if (!frame?.numbers || !drawn || !resultNumbers) {
    return beginning(
      `First ${COUNT} points without interference. Then stop them half way, drag some elsewhere or add new ones, and let them go on: all the noise that is added later stays the same, so your change is the only difference.`,
    );
  }
  return (
    <div className="step-in-grid">
      <div className="stack">
        {pause}
        <MovePad key={`${drawn.id} ${at}`} xt={frame.numbers.xt} seq={frame.seq} config={drawn.config} />
        {button}
      </div>
      <MovedOutcome original={original} />
    </div>
  );
}

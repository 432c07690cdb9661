import type { Sampling } from '../../store/state.ts';
import { useApp } from '../useApp.ts';

/** More marks would merge into a band. */
const MOST = 120;

/** Marks at the levels of the last sampling's frames. */
export function FrameMarks() {
  const sampling = useApp(({ samplings }) => samplings.main);
  const count = sampling?.frames.length ?? 0;
  return sampling && count > 0 && count <= MOST ? <Marks sampling={sampling} /> : null;
}

function Marks({ sampling: { frames, config } }: { sampling: Sampling }) {
  const last = config.T - 1;
  return (
    <span className="frame-marks">
      {frames.map(({ seq, row }) => (
        <span key={seq} style={{ left: `${(100 * (last - row.t)) / last}%` }} />
      ))}
    </span>
  );
}

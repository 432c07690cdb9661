import { levelOfFrame } from '../../store/playback.ts';
import { useFrames } from '../generate/useFrames.ts';
import { useForward } from '../noise/useForward.ts';

/** More would only be a band. */
const MOST = 120;

/** Where the frames of the last sampling lie. */
export function FrameMarks() {
  const { process } = useForward();
  const { frames } = useFrames('main');
  if (frames.length === 0 || frames.length > MOST) return null;
  return (
    <span className="frame-marks">
      {frames.map(({ seq }) => (
        <span
          key={seq}
          style={{ left: `${(100 * (process.T - 1 - levelOfFrame(seq))) / (process.T - 1)}%` }}
        />
      ))}
    </span>
  );
}

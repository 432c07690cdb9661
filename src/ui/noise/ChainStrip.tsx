import { useMemo } from 'react';
import { toBytes } from '../../store/sampling/frames.ts';
import type { Forward } from '../../store/state.ts';
import { PictureGrid } from '../PictureGrid.tsx';

interface Props {
  readonly forward: Forward;
  readonly t: number;
  readonly onPick: (t: number) => void;
}

const LENGTH = 10;

/** The chain at a glance: the same picture and noise at ten levels. */
export function ChainStrip({ forward, t, onPick }: Props) {
  const { T } = forward.process;
  const levels = useMemo(
    () =>
      Array.from({ length: LENGTH }, (_, i) => {
        const level = Math.round((i * (T - 1)) / (LENGTH - 1));
        return { level, bytes: toBytes(forward.at(level), 1) };
      }),
    [forward, T],
  );
  const nearest = Math.round((t / (T - 1)) * (LENGTH - 1));
  return (
    <ol className="chain" aria-label="The chain from clean to noise">
      {levels.map(({ level, bytes }, i) => (
        <li key={level}>
          <button
            type="button"
            className="chain-link"
            aria-label={`Go to t = ${level}`}
            aria-current={i === nearest}
            onClick={() => onPick(level)}
          >
            <PictureGrid bytes={bytes} shape={forward.shape} count={1} columns={1} label="" />
            <span className="numbers">{i === 0 ? 't = 0 →' : level}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

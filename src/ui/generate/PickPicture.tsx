import type { MouseEvent } from 'react';
import type { Shape } from '../../data/shape.ts';
import { GAP, gridSize } from '../../render/pictures.ts';
import { useActions, useApp } from '../useApp.ts';

const usePicked = (count: number): number => useApp(({ place }) => place.sampleIndex % count);

/** Chooses the generated picture that the equation and the film strip show. */
export function PickPicture({ count }: { count: number }) {
  const { timeline } = useActions();
  const picked = usePicked(count);
  if (count === 1) return null;
  return (
    <label className="pick-picture">
      <span className="muted frame-words">In the equation</span>
      <select
        className="select numbers"
        value={picked}
        onChange={event => timeline.chooseSample(Number(event.target.value))}
      >
        {Array.from({ length: count }, (_, i) => i).map(i => (
          <option key={i} value={i}>
            {i + 1} of {count}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Grid {
  readonly shape: Shape;
  readonly count: number;
  readonly columns: number;
}

/** A frame around the picked picture, laid over the grid. */
export function Picked({ shape, count, columns }: Grid) {
  const picked = usePicked(count);
  if (count === 1) return null;
  const { width, height } = gridSize(shape, count, columns);
  const share = (pixels: number, of: number) => `${(100 * pixels) / of}%`;
  return (
    <span className="sample-marks" style={{ aspectRatio: `${width} / ${height}` }} aria-hidden>
      <span
        className="sample-mark"
        style={{
          left: share((picked % columns) * (shape.width + GAP), width),
          top: share(Math.floor(picked / columns) * (shape.height + GAP), height),
          width: share(shape.width, width),
          height: share(shape.height, height),
        }}
      />
    </span>
  );
}

/** Picks the clicked picture of the grid. */
export function usePick(count: number, columns: number) {
  const { timeline } = useActions();
  const rows = Math.ceil(count / columns);
  return ({ currentTarget, clientX, clientY }: MouseEvent<HTMLElement>) => {
    const box = currentTarget.querySelector('canvas')!.getBoundingClientRect();
    const at = (part: number, cells: number) => Math.min(cells - 1, Math.max(0, Math.floor(part * cells)));
    const column = at((clientX - box.left) / box.width, columns);
    const row = at((clientY - box.top) / box.height, rows);
    timeline.chooseSample(Math.min(count - 1, row * columns + column));
  };
}

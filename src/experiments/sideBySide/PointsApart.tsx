import { useCallback } from 'react';
import { drawAxes, drawDots, drawPieces } from '../../render/plane/planeDrawing.ts';
import { type DrawPlane, PlaneCanvas } from '../../ui/plane/PlaneCanvas.tsx';
import { PATHS_REACH } from './SidePaths.tsx';

interface Props {
  /** [count, 2]. */
  readonly left: Float32Array | null;
  readonly right: Float32Array | null;
}

/** Where both sides took each particle: a line from where the left side has it to where the right side has it. */
export function PointsApart({ left, right }: Props) {
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      if (!left || !right || left.length !== right.length) return;
      drawPieces(plane, left, right, colours.muted, 0.8);
      drawDots(plane, left, [colours.x0]);
      drawDots(plane, right, [colours.accent]);
    },
    [left, right],
  );
  return (
    <>
      <PlaneCanvas label="Each particle on both sides, joined by a line" reach={PATHS_REACH} draw={draw} />
      <p className="muted">Orange: left. Violet: right.</p>
    </>
  );
}

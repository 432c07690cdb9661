import { useCallback } from 'react';
import { bytesToUnit } from '../../data/normalise.ts';
import { drawAxes, drawDots, drawPieces } from '../../render/plane/planeDrawing.ts';
import { type DrawPlane, PlaneCanvas } from '../../ui/plane/PlaneCanvas.tsx';
import { cloudInView } from '../../ui/plane/planePoints.ts';
import { useApp } from '../../ui/useApp.ts';
import type { Nearest } from './engine/nearestJob.ts';

/** So few are drawn larger, and over the others, which else hide them. */
const FEW_POINTS = 200;

interface Props {
  /** [count, 2]. */
  readonly points: Float32Array;
  readonly nearest: Nearest | null;
}

/** Drawn points over those that were trained on, each with a line to the nearest. */
export function PointPairs({ points, nearest }: Props) {
  const cloud = useApp(cloudInView);
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      if (cloud && cloud.count > FEW_POINTS) drawDots(plane, cloud.points, [colours.x0], { side: 2 });
      if (nearest) drawPieces(plane, points, bytesToUnit(nearest.pictures), colours.muted, 0.8);
      drawDots(plane, points, [colours.x0Hat], { side: 2.5 });
      if (cloud && cloud.count <= FEW_POINTS)
        drawDots(plane, cloud.points, [colours.x0], { side: 5, alpha: 1 });
    },
    [cloud, nearest, points],
  );
  return (
    <PlaneCanvas label="Drawn points, and the training points nearest to them" reach={1.1} draw={draw} />
  );
}

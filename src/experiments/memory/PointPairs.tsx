import { useCallback, useMemo } from 'react';
import { bytesToUnit } from '../../data/normalise.ts';
import { drawAxes, drawDots, drawPieces } from '../../render/plane/planeDrawing.ts';
import { type DrawPlane, PlaneCanvas } from '../../ui/plane/PlaneCanvas.tsx';
import { cloudInView } from '../../ui/plane/planePoints.ts';
import { useApp } from '../../ui/useApp.ts';
import type { Nearest } from './engine/nearestJob.ts';

interface Props {
  readonly pictures: Uint8ClampedArray;
  readonly nearest: Nearest | null;
}

/** Drawn points over those that were trained on, each with a line to the nearest. */
export function PointPairs({ pictures, nearest }: Props) {
  const cloud = useApp(cloudInView);
  const drawn = useMemo(() => bytesToUnit(new Uint8Array(pictures)), [pictures]);
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      if (cloud) drawDots(plane, cloud.points, [colours.x0], { side: 2 });
      if (nearest) drawPieces(plane, drawn, bytesToUnit(nearest.pictures), colours.muted, 0.8);
      drawDots(plane, drawn, [colours.x0Hat], { side: 2.5 });
    },
    [cloud, nearest, drawn],
  );
  return (
    <PlaneCanvas label="Drawn points, and the training points nearest to them" reach={1.1} draw={draw} />
  );
}

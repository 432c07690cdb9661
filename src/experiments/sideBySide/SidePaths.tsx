import { useCallback } from 'react';
import { drawAxes, drawDots, drawPath } from '../../render/plane/planeDrawing.ts';
import { particlesAt, pathOf, straightness } from '../../ui/plane/flowPaths.ts';
import { type DrawPlane, PlaneCanvas } from '../../ui/plane/PlaneCanvas.tsx';
import type { UsedSampling } from '../useSampling.ts';
import { frameAt } from './frameAt.ts';

/** Particles of noise lie within it, but for a few. */
export const PATHS_REACH = 2.6;
/** Particles whose whole way is drawn. */
const FOLLOWED = 24;

/** The particles of one side at t, some with their way from the noise. */
export function SidePaths({ name, side, t }: { name: string; side: UsedSampling; t: number }) {
  const { drawn, frames } = side;
  const moment = frameAt(frames, side.result !== null, t);
  const place = !moment ? -1 : moment.ended ? frames.length : frames.indexOf(moment.frame);
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      if (!drawn || place < 0) return;
      for (let n = 0; n < Math.min(FOLLOWED, drawn.count); n++) {
        drawPath(plane, pathOf(drawn, n, place), colours.eps, 1, 0.7);
      }
      const points = particlesAt(drawn, place);
      if (points) drawDots(plane, points, [colours.x0]);
    },
    [drawn, place],
  );
  const straight = drawn && straightness(drawn);
  return (
    <>
      <PlaneCanvas label={`${name} side`} reach={PATHS_REACH} draw={draw} />
      <p className="muted numbers">
        {straight === null ? '' : `Straightness of paths ${straight.toFixed(2)}; 1 is straight`}
      </p>
    </>
  );
}

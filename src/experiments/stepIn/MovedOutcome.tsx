import { useCallback } from 'react';
import { drawAxes, drawDots, drawPath } from '../../render/plane/planeDrawing.ts';
import { particlesAt, pathOf } from '../../ui/plane/flowPaths.ts';
import { type DrawPlane, PlaneCanvas } from '../../ui/plane/PlaneCanvas.tsx';
import { type UsedSampling, useSampling } from '../useSampling.ts';

/** Changed particles whose way is drawn. */
const MOST_PATHS = 60;

/** Where the particles end with the change, over where they would have ended. */
export function MovedOutcome({ original }: { readonly original: UsedSampling }) {
  const fork = useSampling('fork');
  const { drawn, frames, resultNumbers, running } = fork;
  // A fork older than the original belongs to another sampling.
  const own = drawn && original.drawn && drawn.id > original.drawn.id ? drawn : null;
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      if (original.resultNumbers) drawDots(plane, original.resultNumbers, [colours.muted], { alpha: 0.5 });
      const place = own ? Math.max(0, frames.length - (resultNumbers ? 0 : 1)) : 0;
      const now = own && particlesAt(own, place);
      const begun = frames[0]?.numbers?.xt;
      const before = original.frames[frames[0]?.seq ?? 0]?.numbers?.xt;
      if (!own || !now || !begun || !before) return;
      const changed = (n: number) => begun[2 * n] !== before[2 * n] || begun[2 * n + 1] !== before[2 * n + 1];
      for (let n = 0, paths = 0; 2 * n < now.length && paths < MOST_PATHS; n++) {
        if (!changed(n)) continue;
        paths += 1;
        drawPath(plane, pathOf(own, n, place), colours.eps, 1, 0.6);
      }
      drawDots(plane, now, [colours.x0Hat, colours.eps], { colourOf: n => (changed(n) ? 1 : 0), side: 2.5 });
    },
    [original, own, frames, resultNumbers],
  );
  if (!own) {
    return (
      <p className="muted empty">
        Drag points to where there is no data, or add some there, then let them go on. Early on they find
        their way back to the data; near the end there is no noise left to carry them.
      </p>
    );
  }
  return (
    <figure className="stack moved-outcome">
      <PlaneCanvas label="Where the points end, with the change and without" reach={2.6} draw={draw} />
      <figcaption className="muted" role="status">
        {running
          ? 'Sampling …'
          : 'Pale: where all points end without your change. Strong: where the points that you changed end, with their paths. Every other point ends where it did before.'}
      </figcaption>
    </figure>
  );
}

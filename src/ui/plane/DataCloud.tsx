import { useCallback } from 'react';
import { DATA_SETS } from '../../data/sets/registry.ts';
import { drawAxes, drawCircle, drawDots } from '../../render/plane/planeDrawing.ts';
import { useActions, useApp } from '../useApp.ts';
import { type DrawPlane, PlaneCanvas } from './PlaneCanvas.tsx';
import { byLabel, classColours, cloudInView, nearestPoint } from './planePoints.ts';

/** The points to learn; a click chooses one for the whole page. */
export function DataCloud() {
  const { timeline } = useActions();
  const { label, credit } = DATA_SETS[useApp(({ config }) => config.dataset)];
  const cloud = useApp(cloudInView);
  const total = useApp(({ run }) => run.ready?.dataset.count ?? 0);
  const chosen = useApp(({ place }) => place.imageIndex);
  const waits = useApp(({ run, config }) => run.ready !== null && run.config.dataset !== config.dataset);
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      if (!cloud) return;
      const { points, labels, count } = cloud;
      drawDots(plane, points, classColours(colours), { colourOf: byLabel(labels) });
      const n = chosen % count;
      drawCircle(plane, [points[2 * n]!, points[2 * n + 1]!], { pixels: 5 }, colours.ink);
    },
    [cloud, chosen],
  );
  return (
    <figure className="plane-part">
      <PlaneCanvas
        label={cloud ? `${label}: ${cloud.count} points` : 'No points yet'}
        reach={1.1}
        draw={draw}
        onPick={(x, y) => cloud && timeline.chooseImage(nearestPoint(cloud.points, x, y))}
      />
      <figcaption className="muted numbers">
        {cloud
          ? `${cloud.count.toLocaleString('en')} of ${total.toLocaleString('en')} ${credit}. Click one to follow it.`
          : waits
            ? 'The present network learns other data. Press Apply changes to make these points.'
            : 'Making the points …'}
      </figcaption>
    </figure>
  );
}

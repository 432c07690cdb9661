import { useCallback, useMemo } from 'react';
import type { Preview } from '../../engine/training/preview.ts';
import { drawAxes, drawDots } from '../../render/plane/planeDrawing.ts';
import { useApp } from '../useApp.ts';
import { distanceToData, distanceWords } from './distance.ts';
import { type DrawPlane, PlaneCanvas } from './PlaneCanvas.tsx';
import { cloudInView } from './planePoints.ts';

/** Clouds drawn during training from the same noise, with averaged and with raw weights. */
export function CloudPreviews({ preview }: { readonly preview: Preview }) {
  const cloud = useApp(cloudInView);
  const apart = useMemo(() => cloud && distanceToData(preview.ema, cloud.points), [cloud, preview]);
  return (
    <>
      <div className="plane-pair">
        <Cloud points={preview.ema} name="EMA" label="Samples with averaged weights" />
        <Cloud points={preview.raw} name="Raw" label="Samples with raw weights" />
      </div>
      <p className="muted numbers plane-figures">{distanceWords(apart)}</p>
    </>
  );
}

function Cloud({ points, name, label }: { points: Float32Array; name: string; label: string }) {
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      drawDots(plane, points, [colours.x0Hat], { side: 1.5 });
    },
    [points],
  );
  return (
    <figure className="plane-part">
      <PlaneCanvas label={label} reach={1.2} draw={draw} />
      <figcaption className="muted">{name}</figcaption>
    </figure>
  );
}

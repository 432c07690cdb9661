import { useCallback, useMemo } from 'react';
import { parseClasses } from '../../config/classSequence.ts';
import { drawAxes, drawDots } from '../../render/plane/planeDrawing.ts';
import { distanceToData } from '../../ui/plane/distance.ts';
import { type DrawPlane, PlaneCanvas } from '../../ui/plane/PlaneCanvas.tsx';
import { cloudInView, pointsOfClass } from '../../ui/plane/planePoints.ts';
import { useApp } from '../../ui/useApp.ts';
import { useSampling } from '../useSampling.ts';
import { type ComparedScale, CompareScales, SCALES } from './CompareScales.tsx';

/** Unclipped: else the edge of the square would stop what guidance pushes out. */
const CHANGES = { sampleCount: 400, clipX0: false } as const;
/** A little more than the square in which the data lies. */
const REACH = 1.3;

/** Guidance in the plane: one class from the same noise at four scales, over the points of that class. */
export function GuidanceInPlane() {
  return (
    <section className="stack guidance" aria-labelledby="guidance-title">
      <h3 id="guidance-title">What insisting costs</h3>
      <p className="muted">
        The network answers twice, once told the class and once not. The sampler uses: not told + w (told −
        not told). Above w = 1 it goes further than the network was ever asked to: away from the other class,
        and in the end out of the data. Grey: points of the class. All four start from the same noise.
      </p>
      <CompareScales changes={CHANGES} />
      <div className="guidance-clouds">
        {SCALES.map(scale => (
          <Cloud key={scale.slot} {...scale} />
        ))}
      </div>
    </section>
  );
}

function Cloud({ w, slot, words }: ComparedScale) {
  const { drawn, resultNumbers } = useSampling(slot);
  const cloud = useApp(cloudInView);
  const label = drawn && parseClasses(drawn.config.sampleDigits)[0]!;
  const data = useMemo(() => cloud && label !== null && pointsOfClass(cloud, label), [cloud, label]);
  const apart = useMemo(
    () => data && resultNumbers && distanceToData(resultNumbers, data),
    [data, resultNumbers],
  );
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      drawAxes(plane, colours.line);
      if (data) drawDots(plane, data, [colours.muted], { side: 1.5, alpha: 0.25 });
      if (resultNumbers) drawDots(plane, resultNumbers, [colours.x0Hat]);
    },
    [data, resultNumbers],
  );
  if (!drawn) return null;
  return (
    <figure className="plane-part">
      <PlaneCanvas label={`400 points at guidance scale ${w}`} reach={REACH} draw={draw} />
      <figcaption className="numbers">
        <strong>w = {w}</strong> <span className="muted">{words}</span>
        <br />
        <span className="muted">
          {resultNumbers
            ? apart &&
              `${apart.distance.toFixed(3)} from the class; the class from itself ${apart.floor.toFixed(3)}`
            : 'Sampling …'}
        </span>
      </figcaption>
    </figure>
  );
}

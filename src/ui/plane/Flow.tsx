import { useCallback, useMemo } from 'react';
import { parseClasses } from '../../config/classSequence.ts';
import { processOf } from '../../config/processOf.ts';
import { classesOf } from '../../data/sets/registry.ts';
import { drawAxes, drawCircle, drawDots, drawPath, drawPieces } from '../../render/plane/planeDrawing.ts';
import type { Sampling } from '../../store/state.ts';
import { Formula } from '../formulas/Formula.tsx';
import { useActions, useApp } from '../useApp.ts';
import { distanceToData, distanceWords } from './distance.ts';
import { meanOfStep, particlesAt, pathOf, straightness } from './flowPaths.ts';
import { likelihoodOf } from './likelihood.ts';
import { type DrawPlane, PlaneCanvas } from './PlaneCanvas.tsx';
import { classColours, cloudInView, nearestPoint } from './planePoints.ts';

const REACH = 2.6;
/** Frames behind a particle that its trail shows, and particles that have one. */
const TRAIL = 7;
const MOST_TRAILS = 500;

/** The particles of a sampling at a place on the timeline, with trails; a click follows one. */
export function Flow({ sampling, place }: { readonly sampling: Sampling; readonly place: number }) {
  const { timeline } = useActions();
  const { frames, total, count, config, result } = sampling;
  const cloud = useApp(cloudInView);
  const picked = useApp(({ place: { sampleIndex } }) => sampleIndex) % count;
  const finished = result !== null && place === frames.length;
  const frame = frames[Math.min(place, frames.length - 1)]!;
  const classes = classesOf(config)?.length ?? 1;
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      const now = particlesAt(sampling, place);
      drawAxes(plane, colours.line);
      if (!now) return;
      for (let back = Math.min(TRAIL, place); back > 0; back--) {
        const [from, to] = [particlesAt(sampling, place - back), particlesAt(sampling, place - back + 1)];
        if (!from || !to) continue;
        const most = 2 * MOST_TRAILS;
        drawPieces(
          plane,
          from.subarray(0, most),
          to.subarray(0, most),
          colours.muted,
          0.35 * (1 - back / (TRAIL + 1)),
        );
      }
      const { classConditional, sampleDigits } = config;
      const asked = parseClasses(sampleDigits);
      const colourOf = classConditional ? (n: number) => (asked[n % asked.length]! % classes) % 4 : null;
      drawDots(plane, now, classColours(colours), { colourOf, alpha: 0.85 });
      drawPath(plane, pathOf(sampling, picked, place), colours.ink, 1.75);
      for (const { numbers } of frames.slice(0, place + 1)) {
        const x0Hat = numbers?.x0Hat;
        if (x0Hat)
          drawCircle(plane, [x0Hat[2 * picked]!, x0Hat[2 * picked + 1]!], { pixels: 1.75 }, colours.x0Hat);
      }
      const mean = finished ? null : meanOfStep(frame, frames[place - 1], picked);
      if (mean && frame.row.cNoise !== 0 && config.addNoise) {
        drawCircle(plane, mean, { radius: Math.abs(frame.row.cNoise) }, colours.eps);
      }
      drawCircle(plane, [now[2 * picked]!, now[2 * picked + 1]!], { pixels: 5 }, colours.ink);
    },
    [sampling, place, picked, frame, frames, finished, config, classes],
  );
  const straight = useMemo(() => straightness(sampling), [sampling]);
  const { resultNumbers } = sampling;
  const apart = useMemo(
    () => (resultNumbers && cloud ? distanceToData(resultNumbers, cloud.points) : null),
    [resultNumbers, cloud],
  );
  const likely = useMemo(
    () => (resultNumbers && cloud ? likelihoodOf(resultNumbers, cloud.points, processOf(config)) : null),
    [resultNumbers, cloud, config],
  );
  return (
    <figure className="plane-part flow">
      <PlaneCanvas
        label={
          finished ? `${count} points drawn` : `${count} points at t = ${Number(frame.row.t.toFixed(1))}`
        }
        reach={REACH}
        draw={draw}
        onPick={(x, y) => {
          const now = particlesAt(sampling, place);
          if (now) timeline.chooseSample(nearestPoint(now, x, y));
        }}
      />
      <figcaption className="muted numbers plane-figures">
        Frame {place + 1} / {frames.length === total ? total + 1 : frames.length},{' '}
        {finished ? 'done' : `t = ${Number(frame.row.t.toFixed(1))}`}. Point {picked + 1} of {count} with its
        guesses <Formula tex="\hat x_0" />.{' '}
        {straight !== null && `Straightness of paths ${straight.toFixed(2)}. `}
        {distanceWords(apart)}
        {likely && (
          <>
            {' '}
            Mean <Formula tex="\log q(x_t)" /> at t = {likely.t}: {likely.made.toFixed(2)}; of data{' '}
            {likely.data.toFixed(2)}.
          </>
        )}
      </figcaption>
    </figure>
  );
}

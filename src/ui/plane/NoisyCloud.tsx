import { useCallback, useMemo, useState } from 'react';
import { densityOnGrid } from '../../diffusion/density.ts';
import { addNoise } from '../../diffusion/forward.ts';
import type { Process } from '../../diffusion/process.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { gaussians } from '../../math/random.ts';
import { drawAxes, drawCircle, drawDensity, drawDots, drawPath } from '../../render/plane/planeDrawing.ts';
import { forwardInView } from '../../store/timeline/forward.ts';
import { levelInView } from '../../store/timeline/place.ts';
import { Formula } from '../formulas/Formula.tsx';
import { useApp } from '../useApp.ts';
import { type DrawPlane, PlaneCanvas } from './PlaneCanvas.tsx';
import { byLabel, classColours, cloudInView } from './planePoints.ts';

const REACH = 3;
/** Points of the cloud that are shown; the density is that of all which the page has. */
const SHOWN = 1000;
const SIDE = 96;
/** Pieces of a path that is curved. */
const PIECES = 60;

/** The cloud at the level in view over its exact density, and the chosen point's way there. */
export function NoisyCloud() {
  const forward = useApp(forwardInView);
  const cloud = useApp(cloudInView);
  const t = useApp(levelInView);
  const seed = useApp(({ config }) => config.seed);
  const noiseIndex = useApp(({ place }) => place.noiseIndex);
  const [stepwise, setStepwise] = useState(false);
  const { process, x0, eps } = forward;
  const level = levelAt(process, t);
  // The first two numbers are the chosen point's own noise.
  const noise = useMemo(
    () =>
      gaussians(seed, 'forward', noiseIndex, new Float32Array(2 * Math.max(SHOWN, process.T) + 2)).subarray(
        2,
      ),
    [seed, noiseIndex, process.T],
  );
  const density = useMemo(
    () => cloud && densityOnGrid(cloud.points, levelAt(process, t), { side: SIDE, reach: REACH }),
    [cloud, process, t],
  );
  const chain = useMemo(
    () => (stepwise ? chainOf(process, x0, noise) : null),
    [stepwise, process, x0, noise],
  );
  const draw = useCallback<DrawPlane>(
    (plane, colours) => {
      const { signal, noise: sigma } = levelAt(process, t);
      if (density) drawDensity(plane, density, SIDE, colours.accent);
      drawAxes(plane, colours.line);
      if (cloud) {
        const shown = Math.min(SHOWN, cloud.count);
        const xt = addNoise({ signal, noise: sigma }, cloud.points.subarray(0, 2 * shown), noise);
        drawDots(plane, xt, classColours(colours), { colourOf: byLabel(cloud.labels), alpha: 0.6 });
      }
      const start = [x0[0]!, x0[1]!] as const;
      if (chain) {
        drawPath(plane, chain.subarray(0, 2 * (t + 2)), colours.ink, 1.25, 0.8);
        const { alphas, betas } = process.vp!;
        const kept = Math.sqrt(alphas[t]!);
        const centre = [kept * chain[2 * t]!, kept * chain[2 * t + 1]!] as const;
        drawCircle(plane, centre, { radius: Math.sqrt(betas[t]!) }, colours.x0Hat);
        drawCircle(plane, [chain[2 * t + 2]!, chain[2 * t + 3]!], { pixels: 4 }, colours.x0Hat);
      } else {
        const way = Array.from({ length: PIECES + 1 }, (_, i) => {
          const at = levelAt(process, Math.round((i * t) / PIECES));
          return [0, 1].map(c => at.signal * x0[c]! + at.noise * eps[c]!);
        });
        drawPath(plane, [start, ...way].flat(), colours.ink);
      }
      drawCircle(plane, [signal * x0[0]!, signal * x0[1]!], { radius: sigma }, colours.eps, [5, 4]);
      drawCircle(plane, start, { pixels: 4 }, colours.x0);
      const xt = addNoise({ signal, noise: sigma }, x0, eps);
      if (!chain) drawCircle(plane, [xt[0]!, xt[1]!], { pixels: 5 }, colours.ink);
    },
    [process, t, density, cloud, noise, x0, eps, chain],
  );
  return (
    <figure className="plane-part">
      <PlaneCanvas label={`The cloud at t = ${t}, over its density`} reach={REACH} draw={draw} />
      <figcaption className="muted numbers">
        Shaded: the density of <Formula tex="q(x_t)" />, known exactly. Dashed: one standard deviation of{' '}
        <Formula tex="q(x_t \mid x_0)" /> of the chosen point, {level.signal.toFixed(2)} <Formula tex="x_0" />{' '}
        ± {level.noise.toFixed(2)}.
        {chain && (
          <>
            {' '}
            Solid: <Formula tex="q(x_t \mid x_{t-1})" />, the last step of the chain.
          </>
        )}
      </figcaption>
      {process.vp ? (
        <div className="plane-choice">
          <label>
            <input type="checkbox" checked={stepwise} onChange={event => setStepwise(event.target.checked)} />
            Step by step instead of one jump
          </label>
        </div>
      ) : (
        <p className="muted plane-figures">
          A rectified flow goes straight from the point to its noise. Choose a schedule with betas for a chain
          of steps.
        </p>
      )}
    </figure>
  );
}

/** x0 and what the chain makes of it after each step, [T + 1, 2]; null for a flow. */
function chainOf({ vp, T }: Process, x0: Float32Array, noise: Float32Array): Float32Array | null {
  if (!vp) return null;
  const chain = new Float32Array(2 * (T + 1));
  chain.set(x0);
  for (let t = 0; t < T; t++) {
    for (const c of [0, 1]) {
      const kept = Math.sqrt(vp.alphas[t]!) * chain[2 * t + c]!;
      chain[2 * t + 2 + c] = kept + Math.sqrt(vp.betas[t]!) * noise[2 * t + c]!;
    }
  }
  return chain;
}

import { useMemo } from 'react';
import { addNoise } from '../../diffusion/forward.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { gaussians } from '../../math/random.ts';
import type { Sampling } from '../../store/state.ts';
import { forwardInView, processInView } from '../../store/timeline/forward.ts';
import { levelOfFrame, nearestFrameTo } from '../../store/timeline/playback.ts';
import { useApp } from '../useApp.ts';
import { CloudTiles, type Tile } from './CloudTiles.tsx';
import { particlesAt } from './flowPaths.ts';
import { byLabel, cloudInView } from './planePoints.ts';

const REACH = 2.4;
/** Points of each square: enough for the shape, few enough for a square of 40 pixels. */
const SHOWN = 150;

/** The cloud and the chosen point at the levels `times`. */
export function NoisedStrip({ times }: { readonly times: readonly number[] }) {
  const forward = useApp(forwardInView);
  const cloud = useApp(cloudInView);
  const seed = useApp(({ config }) => config.seed);
  const noiseIndex = useApp(({ place }) => place.noiseIndex);
  const tiles = useMemo(() => {
    const x0 = cloud?.points.subarray(0, 2 * SHOWN) ?? new Float32Array(0);
    const noise = gaussians(seed, 'forward', noiseIndex, new Float32Array(x0.length + 2)).subarray(2);
    return times.map((t): Tile => {
      const xt = forward.at(t);
      return { points: addNoise(levelAt(forward.process, t), x0, noise), chosen: [xt[0]!, xt[1]!] };
    });
  }, [forward, cloud, seed, noiseIndex, times]);
  const colourOf = useMemo(() => byLabel(cloud?.labels ?? null), [cloud]);
  return <CloudTiles tiles={tiles} columns={tiles.length} reach={REACH} colourOf={colourOf} />;
}

interface DrawnProps {
  readonly sampling: Sampling;
  readonly times: readonly number[];
}

/** The particles of a sampling at its frames nearest to the levels `times`. */
export function DrawnStrip({ sampling, times }: DrawnProps) {
  const picked = useApp(({ place }) => place.sampleIndex) % sampling.count;
  const { T } = useApp(processInView);
  const tiles = useMemo(() => {
    const { frames, total, config } = sampling;
    const standing = { samplings: { main: sampling }, config: { ...config, T } };
    return times.map((t): Tile | null => {
      const known = frames.length === total || t >= levelOfFrame(standing, frames.length - 1);
      const all = known ? particlesAt(sampling, nearestFrameTo(standing, t)) : null;
      return all && { points: all.subarray(0, 2 * SHOWN), chosen: [all[2 * picked]!, all[2 * picked + 1]!] };
    });
  }, [sampling, times, picked, T]);
  return <CloudTiles tiles={tiles} columns={tiles.length} reach={REACH} />;
}

import { diffusersFlowSteps } from '../diffusersSteps.ts';
import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';
import { rowOf } from './rowOf.ts';
import type { Sampler } from './sampler.ts';

/**
 * Euler's step along the straight line that x0Hat and epsHat draw: x + dSignal x0Hat + dNoise epsHat. On a rectified
 * flow (Liu et al. 2022) that is x + (s_to - s_from) velocity.
 */
export function eulerRow(step: Step): SamplerRow {
  const { from, to } = step;
  return rowOf(step, { cXt: 1, cX0: to.signal - from.signal, cEps: to.noise - from.noise });
}

export const euler = {
  id: 'euler',
  label: 'Euler (flow)',
  about: 'Euler walks a flow’s nearly straight line.',
  tex: String.raw`x_{t'} = x_t + (s'-s)\,(\hat\varepsilon - \hat x_0)`,
  // On a curved path a straight step would leave the path.
  fits: ['flow'],
  uses: () => [],
  rows: steps => steps.map(eulerRow),
  diffusers: {
    className: 'FlowMatchEulerDiscreteScheduler',
    pipeline: 'DDPMPipeline',
    process: 'flow',
    clipSample: null,
    write: () => ({ shift: 1 }),
    read: () => ({}),
    rows: (_, { num_train_timesteps: T, shift }, steps) => diffusersFlowSteps(T, shift, steps).map(eulerRow),
  },
} as const satisfies Sampler;

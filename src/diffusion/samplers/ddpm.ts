import { diffusersDdpmSteps } from '../diffusersSteps.ts';
import type { VarianceName } from '../names.ts';
import { posterior } from '../posterior.ts';
import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';
import { rowOf } from './rowOf.ts';
import type { Sampler } from './sampler.ts';

/**
 * Ancestral sampling (Ho et al. 2020, algorithm 2 and eq. 7), for steps of any length.
 *
 * @param noisy whether to add noise; Algorithm 2 has z = 0 in the last step.
 */
function ddpmRow(step: Step, variance: VarianceName, noisy = step.to.noise !== 0): SamplerRow {
  const { cXt, cX0, small, large } = posterior(step);
  const cNoise = noisy ? Math.sqrt(variance === 'fixed_small' ? small : large) : 0;
  return rowOf(step, { cXt, cX0, cNoise });
}

export const ddpm = {
  id: 'ddpm',
  label: 'DDPM',
  about: 'DDPM adds fresh noise at each step and needs many.',
  tex: String.raw`x_{t'} = \tfrac{\sqrt{\alpha_t}\,(1-\bar\alpha_{t'})}{1-\bar\alpha_t}\,x_t + \tfrac{\sqrt{\bar\alpha_{t'}}\,\beta_t}{1-\bar\alpha_t}\,\hat x_0 + \sigma_t\,z`,
  texOnFlow: String.raw`x_{t'} = \tfrac{(1-s)\,s'^2}{(1-s')\,s^2}\,x_t + \Big(1-s'-\tfrac{(1-s)^2\,s'^2}{(1-s')\,s^2}\Big)\,\hat x_0 + \sigma_t\,z`,
  fits: ['vp', 'flow'],
  uses: () => ['variance', 'addNoise'],
  rows: (steps, { variance }) => steps.map(step => ddpmRow(step, variance)),
  diffusers: {
    className: 'DDPMScheduler',
    pipeline: 'DDPMPipeline',
    process: 'vp',
    clipSample: true,
    write: ({ variance }) => ({ variance_type: variance, thresholding: false }),
    read: config => ({ variance: varianceOf(config.variance_type) }),
    // diffusers adds noise whenever t > 0, even in the last step.
    rows: (process, config, steps) =>
      diffusersDdpmSteps(process, config, steps).map(step =>
        ddpmRow(step, varianceOf(config.variance_type), step.from.t > 0),
      ),
  },
} as const satisfies Sampler;

const varianceOf = (type: string | null | undefined): VarianceName =>
  type?.startsWith('fixed_large') ? 'fixed_large' : 'fixed_small';

import { diffusersDdimSteps } from '../diffusersSteps.ts';
import { posterior } from '../posterior.ts';
import type { SamplerRow } from '../samplerRow.ts';
import type { Step } from './level.ts';
import { rowOf } from './rowOf.ts';
import type { Sampler } from './sampler.ts';

/** Song et al. 2021, eq. 12 and 16: the predicted image, noised again to the next level with old and new noise. */
function ddimRow(step: Step, eta: number): SamplerRow {
  const { to } = step;
  const variance = eta ** 2 * posterior(step).small;
  return rowOf(step, {
    cX0: to.signal,
    // With eta 1, rounding may leave a tiny negative number.
    cEps: Math.sqrt(Math.max(0, to.noise ** 2 - variance)),
    cNoise: Math.sqrt(variance),
  });
}

export const ddim = {
  id: 'ddim',
  label: 'DDIM',
  about: 'DDIM keeps the guessed noise instead and needs far fewer steps.',
  tex: String.raw`x_{t'} = \sqrt{\bar\alpha_{t'}}\;\hat x_0 + \sqrt{1-\bar\alpha_{t'}-\sigma_t^2}\;\hat\varepsilon + \sigma_t\,z`,
  texOnFlow: String.raw`x_{t'} = (1-s')\;\hat x_0 + \sqrt{s'^2-\sigma_t^2}\;\hat\varepsilon + \sigma_t\,z`,
  fits: ['vp', 'flow'],
  uses: ({ eta }) => (eta > 0 ? ['eta', 'addNoise'] : ['eta']),
  rows: (steps, { eta }) => steps.map(step => ddimRow(step, eta)),
  diffusers: {
    className: 'DDIMScheduler',
    pipeline: 'DDIMPipeline',
    process: 'vp',
    clipSample: true,
    write: () => ({ set_alpha_to_one: true, thresholding: false }),
    read: () => ({}),
    rows: (process, config, steps, eta) =>
      diffusersDdimSteps(process, config, steps).map(step => ddimRow(step, eta)),
  },
} as const satisfies Sampler;

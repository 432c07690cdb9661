/** What diffusers makes of a run's folder without `train.py`: the part of the zip's README that depends on the run. */
import type { RunConfig } from '../config/runConfig.ts';
import { SAMPLERS } from '../diffusion/samplers/registry.ts';
import { SCHEDULES } from '../diffusion/schedules/registry.ts';

/** As many as the page's own presets, where T has as many. */
const STEPS = 50;

/** Why a pipeline of diffusers cannot draw this run's pictures; null where it can. */
function obstacle({ schedule, target, tellTime, classConditional }: RunConfig): string | null {
  if (!tellTime) return 'the network is always told t = 0, and diffusers tells it the time';
  if (target === 'velocity' && SCHEDULES[schedule].kind === 'vp')
    return 'its target, velocity on a schedule that preserves variance, has no name in diffusers, which refuses it';
  if (classConditional) return 'the network is told a class, and the pipelines of diffusers tell it none';
  return null;
}

/** Markdown. */
export function plainDiffusers(config: RunConfig): string {
  const problem = obstacle(config);
  if (problem) return `No plain pipeline draws its pictures: ${problem}. \`train.py sample\` does.`;
  const flow = SCHEDULES[config.schedule].kind === 'flow';
  const pipeline = flow ? 'DDPMPipeline' : SAMPLERS[config.sampler].diffusers.pipeline;
  return [
    'This draws what the page draws:',
    '',
    `    from diffusers import ${pipeline}`,
    `    images = ${pipeline}.from_pretrained(".")(num_inference_steps=${Math.min(STEPS, config.T)}).images`,
    '',
    ...(flow ? ['Not DDIMPipeline: it makes a DDIM scheduler of the flow’s, and draws noise.'] : []),
    ...(config.clipX0 && pipeline === 'DDIMPipeline'
      ? [
          'The page clips each guess of the picture and takes the noise that belongs to it; diffusers does so with',
          '`use_clipped_model_output=True` and `scheduler.register_to_config(clip_sample=True)`. The file says `clip_sample: false`,',
          'since clipping without the other makes greyer pictures.',
        ]
      : []),
  ].join('\n');
}

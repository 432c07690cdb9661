/** What the zip's README says of diffusers' own pipelines. */
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { plainDiffusers } from '../../src/files/plainDiffusers.ts';
import { FLOW } from '../config/flow.ts';

const vp = { schedule: 'cosine', target: 'v', sampler: 'ddim' } as const;

it.each([
  ['warns of DDIM on a flow', FLOW, 'Not DDIMPipeline'],
  ['asks for no more steps than there are levels', { ...vp, T: 20 }, 'num_inference_steps=20)'],
  ['says how DDIM clips', vp, 'use_clipped_model_output=True'],
  ['names the time that is not told', { tellTime: false }, 'always told t = 0'],
  ['names the target that diffusers has not', { ...vp, target: 'velocity' }, 'diffusers, which refuses it'],
  ['names the class', { classConditional: true }, 'told a class'],
] as [string, Partial<RunConfig>, string][])('%s', (_, changes, words) => {
  expect(plainDiffusers({ ...DEFAULT_CONFIG, ...changes })).toContain(words);
});

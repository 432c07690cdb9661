/** Which settings mean something beside the others: what the rows of samplers and schedules say, setting by setting. */
import { expect, it } from 'vitest';
import { isUsed, PARAM_NAMES, type ParamName } from '../../src/config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';

const vp = { schedule: 'cosine', target: 'v' } as const;

it.each([
  [{}, 'digits trainImages weights'],
  [{ sampler: 'ddpm' }, 'digits trainImages variance addNoise weights'],
  [{ sampler: 'ddim' }, 'digits trainImages eta weights'],
  [{ sampler: 'ddim', eta: 0.5 }, 'digits trainImages eta addNoise weights'],
  [{ sampler: 'dpm++' }, 'digits trainImages solverOrder weights'],
  [{ denoiser: 'exact' }, 'digits trainImages'],
  [{ dataset: 'drawings' }, 'augment side colour weights'],
  [{ dataset: 'shapes' }, 'side colour weights'],
  [
    { classConditional: true },
    'digits trainImages classEmbeds labelDropout weights sampleDigits guidanceScale',
  ],
  [{ ...vp, sampler: 'ddim' }, 'digits trainImages zeroTerminalSnr eta weights'],
  [{ ...vp, schedule: 'custom', sampler: 'ddim' }, 'digits trainImages curve zeroTerminalSnr eta weights'],
] as [Partial<RunConfig>, string][])('%j uses %s', (given, expected) => {
  const config = { ...DEFAULT_CONFIG, ...given };
  const always = new Set<ParamName>(
    'dataset schedule T target channels layersPerBlock normGroups attention headSize attentionGroups midBlock midScale classConditional tellTime freqShift flipSinToCos timeScaleShift downsamplePadding normEps centerInput learningRate batchSize emaDecay emaWarmup steps previewEvery sampler samplingSteps spacing clipX0 denoiser sampleCount seed'.split(
      ' ',
    ) as ParamName[],
  );
  const used = PARAM_NAMES.filter(name => isUsed(name, config));
  for (const name of always) expect(used).toContain(name);
  expect(used.filter(name => !always.has(name)).join(' ')).toBe(expected);
});

/** Which settings are used, given the others: as the rows of samplers and schedules say. */
import { expect, it } from 'vitest';
import { isUsed, PARAM_NAMES, PARAMS, type ParamName } from '../../src/config/params.ts';
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
  [{ classConditional: true }, 'digits trainImages labelDropout weights sampleDigits guidanceScale'],
  [{ ...vp, sampler: 'ddim' }, 'digits trainImages zeroTerminalSnr eta weights'],
  [{ ...vp, schedule: 'custom', sampler: 'ddim' }, 'digits trainImages curve zeroTerminalSnr eta weights'],
] as [Partial<RunConfig>, string][])('%j uses %s', (given, expected) => {
  const config = { ...DEFAULT_CONFIG, ...given };
  const always = new Set<ParamName>(
    'dataset schedule T target channels layersPerBlock attention classConditional tellTime learningRate rateSchedule zeroLast batchSize emaDecay emaWarmup steps previewEvery sampler samplingSteps spacing clipX0 denoiser sampleCount seed'.split(
      ' ',
    ) as ParamName[],
  );
  const used = PARAM_NAMES.filter(name => isUsed(name, config) && !PARAMS[name].rare);
  for (const name of always) expect(used).toContain(name);
  expect(used.filter(name => !always.has(name)).join(' ')).toBe(expected);
});

const ofEveryNetwork =
  'normGroups headSize attentionGroups midBlock midScale freqShift flipSinToCos timeScaleShift downsamplePadding normEps centerInput'.split(
    ' ',
  );

it.each([
  [{}, 'shift clipRange'],
  [{ clipX0: false, spacing: 'leading' }, 'shift stepsOffset'],
  [{ ...vp, sampler: 'ddim' }, 'clipRange endsClean'],
  [{ ...vp, schedule: 'given', sampler: 'ddpm' }, 'betas clipRange'],
  [{ classConditional: true }, 'shift classEmbeds clipRange'],
  [{ classConditional: true, classEmbeds: 10 }, 'shift classEmbeds classNone clipRange'],
] as [Partial<RunConfig>, string][])('of the rare ones %j uses %s', (given, expected) => {
  const config = { ...DEFAULT_CONFIG, ...given };
  const used = PARAM_NAMES.filter(name => isUsed(name, config) && PARAMS[name].rare);
  expect(used).toEqual(expect.arrayContaining(ofEveryNetwork));
  expect(used.filter(name => !ofEveryNetwork.includes(name)).join(' ')).toBe(expected);
});

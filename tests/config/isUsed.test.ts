/** Which settings are used, given the others: as the rows of samplers and schedules say. */
import { expect, it } from 'vitest';
import { isUsed, PARAM_NAMES, PARAMS, type ParamName } from '../../src/config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { FLOW } from './flow.ts';

it.each([
  [{}, 'digits trainImages zeroTerminalSnr variance addNoise weights'],
  [FLOW, 'digits trainImages weights'],
  [{ ...FLOW, sampler: 'ddim' }, 'digits trainImages eta weights'],
  [{ ...FLOW, sampler: 'ddim', eta: 0.5 }, 'digits trainImages eta addNoise weights'],
  [{ ...FLOW, sampler: 'dpm++' }, 'digits trainImages solverOrder weights'],
  [{ ...FLOW, denoiser: 'exact' }, 'digits trainImages'],
  [{ ...FLOW, dataset: 'drawings' }, 'augment side colour weights'],
  [{ ...FLOW, dataset: 'shapes' }, 'side colour weights'],
  [{ ...FLOW, classConditional: true }, 'digits trainImages labelDropout weights sampleDigits guidanceScale'],
  [{ sampler: 'ddim' }, 'digits trainImages zeroTerminalSnr eta weights'],
  [{ schedule: 'custom', sampler: 'ddim' }, 'digits trainImages curve zeroTerminalSnr eta weights'],
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
  [{}, 'clipRange'],
  [{ ...FLOW, clipX0: false, spacing: 'leading' }, 'shift stepsOffset'],
  [{ sampler: 'ddim' }, 'clipRange endsClean'],
  [{ schedule: 'given' }, 'betas clipRange'],
  [{ ...FLOW, classConditional: true }, 'shift classEmbeds clipRange'],
  [{ classConditional: true, classEmbeds: 10 }, 'classEmbeds classNone clipRange'],
] as [Partial<RunConfig>, string][])('of the rare ones %j uses %s', (given, expected) => {
  const config = { ...DEFAULT_CONFIG, ...given };
  const used = PARAM_NAMES.filter(name => isUsed(name, config) && PARAMS[name].rare);
  expect(used).toEqual(expect.arrayContaining(ofEveryNetwork));
  expect(used.filter(name => !ofEveryNetwork.includes(name)).join(' ')).toBe(expected);
});

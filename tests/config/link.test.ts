import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { warningsOf } from '../../src/config/consistency.ts';
import { decodeLink, encodeLink } from '../../src/config/link.ts';
import { parseRunConfig } from '../../src/config/parseRunConfig.ts';
import { PRESETS } from '../../src/config/presets.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { anyConfig } from './anyLink.ts';

describe('the link', () => {
  it('restores every run', () => {
    fc.assert(
      fc.property(anyConfig, config => {
        expect(decodeLink(encodeLink(config))).toEqual({ config, problems: [] });
      }),
    );
  });

  it('is empty for the defaults and names only what differs', () => {
    expect(encodeLink(DEFAULT_CONFIG)).toBe('');
    expect(encodeLink({ ...DEFAULT_CONFIG, schedule: 'cosine', T: 500 })).toBe('#v=1&schedule=cosine&T=500');
  });

  it('reads a link from before there was label dropout as it was meant', () => {
    expect(decodeLink('#v=1&classConditional=true').config.labelDropout).toBe(0);
    expect(decodeLink('').config.labelDropout).toBe(0.1);
    expect(encodeLink({ ...DEFAULT_CONFIG, classConditional: true })).toContain('labelDropout=0.1');
  });

  it.each([
    ['#v=1&T=5', 'T', 1000, 'at least 10'],
    ['#v=1&T=5000', 'T', 1000, 'at most 1000'],
    ['#v=1&T=12.5', 'T', 1000, 'a whole number'],
    ['#v=1&T=', 'T', 1000, 'a number'],
    ['#v=1&learningRate=Infinity', 'learningRate', 0.002, 'a finite number'],
    ['#v=1&schedule=magic', 'schedule', 'flow', 'one of linear'],
    ['#v=1&clipX0=yes', 'clipX0', true, 'true or false'],
    ['#v=1&digits=', 'digits', '0123456789', 'at least one digit'],
    ['#v=1&digits=21', 'digits', '0123456789', 'digits in order'],
  ] as const)('%s falls back and says why', (hash, name, used, wanted) => {
    const { config, problems } = decodeLink(hash);
    expect(config[name]).toBe(used);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(wanted);
  });

  it('names settings that it does not know, and another version', () => {
    expect(decodeLink('#v=1&colour=red').problems).toEqual([
      "There is no setting called 'colour'; it was left out.",
    ]);
    expect(decodeLink('#v=9&T=100').problems[0]).toContain("version '9'");
    expect(decodeLink('#v=1&__proto__=x').problems).toHaveLength(1);
    expect(decodeLink('#v=1&toString=x').problems).toHaveLength(1);
  });
});

describe('rules between settings', () => {
  it.each([
    [{ target: 'eps' }, { target: 'velocity' }],
    [{ schedule: 'cosine', target: 'v' }, { sampler: 'ddim' }],
    [{ T: 20 }, { samplingSteps: 20 }],
    [{ dataset: 'drawings', classConditional: true }, { classConditional: false }],
    [{ channels: '64/128/128', batchSize: 128 }, { batchSize: 64 }],
    [{ zeroTerminalSnr: true }, { zeroTerminalSnr: false }],
  ] as [Partial<RunConfig>, Partial<RunConfig>][])('%j leads to %j', (given, changed) => {
    const { config, problems } = parseRunConfig(given);
    expect(config).toEqual({ ...DEFAULT_CONFIG, ...given, ...changed });
    expect(problems).toHaveLength(1);
  });
});

it('lets the noise be asked for in pure noise, and warns', () => {
  const given = { schedule: 'linear', target: 'eps', zeroTerminalSnr: true, sampler: 'ddim' };
  const { config, problems } = parseRunConfig(given);
  expect(config).toEqual({ ...DEFAULT_CONFIG, ...given });
  expect(problems).toEqual([]);
  expect(warningsOf(config)[0]).toContain('black and white: at t = 999');
  expect(warningsOf({ ...config, target: 'v' })).toEqual([]);
  expect(warningsOf(DEFAULT_CONFIG)).toEqual([]);
});

describe('presets', () => {
  it.each(PRESETS.map(preset => [preset.id, preset] as const))('%s keeps every rule', (_, { config }) => {
    expect(parseRunConfig(config)).toEqual({ config: { ...DEFAULT_CONFIG, ...config }, problems: [] });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultsFor } from '../../src/config/byKind.ts';
import { warningsOf } from '../../src/config/consistency.ts';
import {
  decodeLink,
  drawingsOfLink,
  encodeLink,
  withDrawings,
  withoutSettings,
  withSum,
} from '../../src/config/link.ts';
import { parseRunConfig } from '../../src/config/parseRunConfig.ts';
import { PRESETS } from '../../src/config/presets.ts';
import { processOf } from '../../src/config/processOf.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { describeShare, shareOf } from '../../src/config/share.ts';
import { anyConfig } from './anyLink.ts';
import { FLOW } from './flow.ts';

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
    expect(encodeLink({ ...DEFAULT_CONFIG, schedule: 'linear', T: 500 })).toBe('#v=2&schedule=linear&T=500');
  });

  it('reads a link of version 1 as it was meant: the page opened with a rectified flow', () => {
    expect(decodeLink('#v=1&T=500')).toEqual({
      config: { ...DEFAULT_CONFIG, ...FLOW, T: 500 },
      problems: [],
    });
    expect(decodeLink('#v=1&schedule=linear&target=eps&sampler=ddpm&T=100').config).toEqual({
      ...DEFAULT_CONFIG,
      schedule: 'linear',
      target: 'eps',
      sampler: 'ddpm',
      samplingSteps: 25,
      T: 100,
    });
    const moons = decodeLink('#v=1&dataset=two-moons').config;
    expect(moons).toMatchObject({ ...FLOW, samplingSteps: 50 });
    expect(decodeLink('#v=1&schedule=magic')).toMatchObject({
      config: { schedule: 'flow' },
      problems: [expect.stringContaining('flow is used')],
    });
    // A link without a version was typed by hand, today.
    expect(decodeLink('#T=500').config).toEqual({ ...DEFAULT_CONFIG, T: 500 });
  });

  it('reads a link from before there was label dropout as it was meant', () => {
    expect(decodeLink('#v=1&classConditional=true').config.labelDropout).toBe(0);
    expect(decodeLink('').config.labelDropout).toBe(0.1);
    expect(encodeLink({ ...DEFAULT_CONFIG, classConditional: true })).toContain('labelDropout=0.1');
  });

  it.each([
    ['#v=2&T=5', 'T', 1000, 'at least 10'],
    ['#v=2&T=5000', 'T', 1000, 'at most 4000'],
    ['#v=2&T=12.5', 'T', 1000, 'a whole number'],
    ['#v=2&T=', 'T', 1000, 'a number'],
    ['#v=2&learningRate=Infinity', 'learningRate', 0.002, 'a finite number'],
    ['#v=2&schedule=magic', 'schedule', 'cosine', 'one of linear'],
    ['#v=2&clipX0=yes', 'clipX0', true, 'true or false'],
    ['#v=2&digits=', 'digits', '0123456789', 'at least one digit'],
    ['#v=2&digits=21', 'digits', '0123456789', 'digits in order'],
  ] as const)('%s falls back and says why', (hash, name, used, wanted) => {
    const { config, problems } = decodeLink(hash);
    expect(config[name]).toBe(used);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(wanted);
  });

  it('names settings that it does not know, and another version', () => {
    expect(decodeLink('#v=2&hue=red').problems).toEqual([
      "There is no setting called 'hue'; it was left out.",
    ]);
    expect(decodeLink('#v=9&T=100').problems[0]).toContain("version '9'");
    expect(decodeLink('#v=2&__proto__=x').problems).toHaveLength(1);
    expect(decodeLink('#v=2&toString=x').problems).toHaveLength(1);
  });
});

describe('a copied link', () => {
  const link = withSum('#v=2&T=500&digits=07');
  const MISSING = /^Part of this link was lost/;

  it('says the same as without its check value, in any spelling', () => {
    expect(link).toMatch(/^#v=2&sum=[0-9a-z]{4}&T=500&digits=07$/);
    expect(decodeLink(link)).toEqual({ config: { ...DEFAULT_CONFIG, T: 500, digits: '07' }, problems: [] });
    const network = withSum(encodeLink({ ...DEFAULT_CONFIG, channels: '8/16/16' }));
    expect(network).toContain('8%2F16%2F16');
    expect(decodeLink(network.replaceAll('%2F', '/')).problems).toEqual([]);
    fc.assert(
      fc.property(anyConfig, config => {
        expect(decodeLink(withSum(encodeLink(config)))).toEqual({ config, problems: [] });
      }),
    );
  });

  it.each(['#v=2&T=50', '#v=2&T=500', ''])('%s without one stays valid', hash => {
    expect(decodeLink(hash).problems).toEqual([]);
  });

  it('tells of every cut behind its version, in the middle of a number too', () => {
    const whole = withDrawings('#v=2&T=500', 'abcdefgh');
    for (const each of [link, withSum(whole)]) {
      for (let end = '#v=2&'.length + 1; end < each.length; end++) {
        expect(decodeLink(each.slice(0, end)).problems, each.slice(0, end)).not.toEqual([]);
      }
    }
    expect(decodeLink(link.replace('T=500', 'T=50')).problems[0]).toMatch(MISSING);
    expect(decodeLink(link.slice(0, -1)).problems[0]).toMatch(MISSING);
    expect(decodeLink(`${link}.`).problems[0]).toMatch(MISSING);
  });

  it('is read behind a question mark, beside keys that are none of its', () => {
    const search = `?lab=schedule&${link.slice(1)}&utm_source=mail`;
    expect(decodeLink('', search)).toEqual(decodeLink(link));
    expect(decodeLink('#', '?v=2&T=500').config.T).toBe(500);
    expect(decodeLink('', '?lab=schedule&T=500')).toEqual({ config: DEFAULT_CONFIG, problems: [] });
    expect(decodeLink('#v=2&T=200', '?v=2&T=500').config.T).toBe(200);
    expect(drawingsOfLink('', '?v=2&drawings=abc')).toBe('abc');
    expect(withoutSettings(search)).toBe('?lab=schedule&utm_source=mail');
    expect(withoutSettings('?v=2&T=500')).toBe('');
    expect(withoutSettings('?lab=schedule')).toBe('?lab=schedule');
  });

  it('says how long it is, and whether the drawings are in it', () => {
    const config: RunConfig = { ...DEFAULT_CONFIG, dataset: 'drawings' };
    const base = 'https://example.org/';
    const few = shareOf(base, config, { count: 2, text: 'a'.repeat(2000) });
    expect(few.link).toMatch(/^https:[/][/]example[.]org[/]#v=2&sum=....&dataset=drawings&drawings=a+$/);
    expect(describeShare(few)).toBe(
      `Copy a link to this set-up and all of its 2 drawings: ${few.link.length.toLocaleString('en')} characters`,
    );
    for (const text of ['a'.repeat(8000), null]) {
      const many = shareOf(base, config, { count: 70, text });
      expect(many).toMatchObject({ drawings: 0, leftOut: 70 });
      expect(describeShare(many)).toContain('without its drawings, which are too large for a link');
    }
    const none = shareOf(base, DEFAULT_CONFIG, { count: 2, text: 'a' });
    expect(none).toEqual({ link: base, drawings: 0, leftOut: 0 });
    expect(describeShare(none)).toBe('Copy a link to this set-up: 20 characters');
  });
});

describe('rules between settings', () => {
  it.each([
    [{ ...FLOW, target: 'eps' }, { target: 'velocity' }],
    [{ sampler: 'euler' }, { sampler: 'ddim' }],
    [{ T: 20 }, { samplingSteps: 20 }],
    [{ dataset: 'drawings', classConditional: true }, { classConditional: false }],
    [{ channels: '64/128/128', batchSize: 128 }, { batchSize: 64 }],
    [{ ...FLOW, zeroTerminalSnr: true }, { zeroTerminalSnr: false }],
    [{ channels: '8/8/16/16' }, { channels: '8/8/16' }],
    [{ channels: '12/20' }, { normGroups: 4 }],
    [{ channels: '32/64', attention: '2/3/middle' }, { attention: 'deepest' }],
    [{ channels: '20/30', normGroups: 5, attention: '1' }, { headSize: 5 }],
    [{ classConditional: true, classEmbeds: 10, classNone: false }, { labelDropout: 0 }],
    [
      { classConditional: true, classEmbeds: 3, sampleDigits: '0123', digits: '012' },
      { sampleDigits: '01', digits: '01' },
    ],
    [{ channels: '10/20', timeScaleShift: true, normGroups: 5 }, { timeScaleShift: false }],
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
  const warns = (of: RunConfig) => warningsOf(processOf(of), of.target, of.clipX0);
  expect(warns(config)[0]).toContain('black and white: at t = 999');
  expect(warns({ ...config, target: 'v' })).toEqual([]);
  expect(warns(DEFAULT_CONFIG)).toEqual([]);
});

describe('presets', () => {
  it.each(PRESETS.map(preset => [preset.id, preset] as const))('%s keeps every rule', (_, { config }) => {
    const defaults = defaultsFor({ ...DEFAULT_CONFIG, ...config });
    expect(parseRunConfig(config)).toEqual({ config: { ...defaults, ...config }, problems: [] });
  });
});

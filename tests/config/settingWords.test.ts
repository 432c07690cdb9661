import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { settingWords } from '../../src/config/settingWords.ts';
import { curveThrough, formatCurve } from '../../src/diffusion/schedules/curve.ts';

describe('a setting in words', () => {
  it.each([
    ['sampler', { sampler: 'ddim' }, 'DDIM'],
    ['classConditional', { classConditional: true }, 'on'],
    ['digits', {}, 'all'],
    ['digits', { digits: '038' }, '0, 3, 8'],
    ['batchSize', { batchSize: 64 }, '64'],
    ['sampleDigits', { sampleDigits: '2025' }, '2025'],
    ['sampleDigits', { dataset: 'shapes', sampleDigits: '30' }, 'star, circle'],
  ] as const)('%s', (name, changes, words) => {
    expect(settingWords({ ...DEFAULT_CONFIG, ...changes }, name)).toBe(words);
  });

  it('says of a drawn schedule what it does', () => {
    // alpha-bar = cos(pi s / 2)^2, a straight line in the angle, is one half in the middle.
    const curve = formatCurve(curveThrough(s => Math.cos((Math.PI * s) / 2) ** 2, 7));
    const config = { ...DEFAULT_CONFIG, schedule: 'custom', curve } as const;
    expect(settingWords(config, 'curve')).toBe(
      '7 points: half is left after 50 % of the way, 0.01 % at the end',
    );
    const shallow = formatCurve(curveThrough(s => 1 - 0.3 * s, 5));
    expect(settingWords({ ...config, curve: shallow }, 'curve')).toBe('5 points: 70 % at the end');
    expect(settingWords({ ...config, schedule: 'linear' }, 'curve')).toBe('not used');
  });
});

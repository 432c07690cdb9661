/** Any link, valid or broken, gives a valid configuration and a sentence for everything that was not taken from it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeConsistent } from '../../src/config/consistency.ts';
import { decodeLink, drawingsOfLink, encodeLink } from '../../src/config/link.ts';
import { PARAM_NAMES } from '../../src/config/params.ts';
import { parseRunConfig } from '../../src/config/parseRunConfig.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { DataError } from '../../src/data/dataError.ts';
import { drawingsFromText } from '../../src/data/drawingsText.ts';
import { anyLink } from '../config/anyLink.ts';
import { figures } from './figures.ts';
import { report, Slowest } from './report.ts';

it(`makes a run of ${figures.links} links, and names every fallback`, () => {
  const slowest = new Slowest();
  let valid = 0;
  fc.assert(
    fc.property(anyLink, link => {
      const { config, problems } = slowest.measure(() => decodeLink(link.hash));
      // Within every limit and rule.
      expect(parseRunConfig(config)).toEqual({ config, problems: [] });
      expect(makeConsistent(config)).toEqual({ config, changes: [] });
      if (link.valid) {
        valid += 1;
        expect(problems).toEqual([]);
        expect(encodeLink(config)).toBe(link.hash);
      }
      // Every setting that was asked for and not taken is named.
      const asked = new URLSearchParams(link.hash.replace(/^#/, ''));
      const ignored = [...new Set(asked.keys())].filter(name => {
        if (['v', 'sum', 'drawings'].includes(name)) return false;
        const known = PARAM_NAMES.find(each => each === name);
        if (!known) return true;
        const text = asked.getAll(name).at(-1)!;
        const taken = config[known];
        return typeof taken === 'number'
          ? Number(text) !== taken || text.trim() === ''
          : String(taken) !== text;
      });
      expect(problems.length).toBeGreaterThanOrEqual(Math.min(1, ignored.length));
      const drawings = drawingsOfLink(link.hash);
      if (drawings !== null) {
        try {
          drawingsFromText(drawings);
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }
    }),
    { numRuns: figures.links },
  );
  expect(valid).toBeGreaterThan(figures.links / 3);
  expect(decodeLink('').config).toEqual(DEFAULT_CONFIG);
  report({
    test: 'changed links, in Node',
    reached: `${figures.links}, ${valid} of them valid; slowest ${slowest.ms.toFixed(1)} ms`,
    target: '10,000, a third of them valid, every fallback named',
  });
}, 3_600_000);

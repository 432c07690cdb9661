/** Generators of links, valid and broken. At least a third are valid links of whole runs. */

import fc from 'fast-check';
import { formatClasses } from '../../src/config/classSequence.ts';
import { makeConsistent } from '../../src/config/consistency.ts';
import { encodeLink, withSum } from '../../src/config/link.ts';
import { PARAM_NAMES, PARAMS, type ParamRow } from '../../src/config/params.ts';
import type { RunConfig } from '../../src/config/runConfig.ts';
import { pointsToText } from '../../src/data/sets/plane/pointsText.ts';
import { anyCurve } from '../diffusion/anyCurve.ts';

const digitsArb = fc.subarray([...'0123456789'], { minLength: 1 }).map(chosen => chosen.join(''));

/** Valid texts that are not among a row's options; each is valid for one row. */
const OTHER_TEXTS = [
  '4',
  '12/20',
  '8/8/16/16',
  '1/2',
  '2down/3up/middle',
  'zczMPc3MTD6amZk-',
  'pets.2.0123456789ab',
  pointsToText([
    [0.1, 0.2, 0],
    [-1, 1, 3],
  ]),
];

function valueArb(row: ParamRow): fc.Arbitrary<unknown> {
  switch (row.kind) {
    case 'number':
      return row.integer
        ? fc.integer({ min: row.min, max: row.max })
        : fc.double({ min: row.min, max: row.max, noNaN: true }).map(x => (x === 0 ? 0 : x));
    case 'text':
      return fc.constantFrom(...row.options, ...OTHER_TEXTS.filter(text => row.problem(text) === null));
    case 'choice':
      return fc.constantFrom(...row.options);
    case 'toggle':
      return fc.boolean();
    case 'digits':
      return digitsArb;
    case 'sequence':
      return fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 64 }).map(formatClasses);
    case 'curve':
      return anyCurve;
  }
}

/** Settings that keep every rule, as all settings in a link do. */
export const anyConfig: fc.Arbitrary<RunConfig> = fc
  .record(Object.fromEntries(PARAM_NAMES.map(name => [name, valueArb(PARAMS[name])])))
  .map(fields => makeConsistent(fields as unknown as RunConfig).config);

const validLink = anyConfig.map(encodeLink);

/** One setting of a valid link with another value. */
const oneChanged = fc
  .tuple(
    validLink,
    fc.constantFrom(...PARAM_NAMES),
    fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.integer().map(String),
      fc.constantFrom('', 'NaN', '-0', '1e999', 'true', '%', '%00'),
    ),
  )
  .map(([link, name, value]) => `${link || '#v=1'}&${name}=${encodeURIComponent(value)}`);

const cut = fc
  .tuple(fc.oneof(validLink, validLink.map(withSum)), fc.nat())
  .map(([link, at]) => link.slice(0, at % (link.length + 1)));

export const anyLink: fc.Arbitrary<{ readonly hash: string; readonly valid: boolean }> = fc.oneof(
  { weight: 4, arbitrary: validLink.map(hash => ({ hash, valid: true })) },
  {
    weight: 6,
    arbitrary: fc
      .oneof(
        oneChanged,
        cut,
        fc.tuple(validLink, fc.string()).map(([link, junk]) => `${link}&${junk}`),
        fc.tuple(fc.string(), fc.string()).map(([name, value]) => `#v=1&${name}=${value}`),
        fc.string({ unit: 'binary' }),
        fc
          .tuple(validLink, fc.string({ maxLength: 300 }))
          .map(([link, text]) => `${link || '#v=1'}&drawings=${encodeURIComponent(text)}`),
      )
      .map(hash => ({ hash, valid: false })),
  },
);

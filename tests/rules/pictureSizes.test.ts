/** The check that no code knows the size of one data set. */
import { expect, it } from 'vitest';
import { sizesIn } from '../../scripts/pictureSizes.ts';

it('finds numbers in code, not in text or comments', () => {
  expect(sizesIn('const side = 28;\nconst pixels = n * 784;', false)).toEqual([1, 2]);
  expect(sizesIn('/** 28 x 28 */\nconst a = "28"; const b = 280; const c = `784`;', false)).toEqual([]);
  expect(sizesIn('const a = <p>28 by 28<Box side={28} /></p>;', true)).toEqual([1]);
});

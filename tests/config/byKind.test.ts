/** Points in the plane have other defaults and limits for a few settings; links say neither. */
import { expect, it } from 'vitest';
import { defaultsFor, withKind } from '../../src/config/byKind.ts';
import { decodeLink, encodeLink } from '../../src/config/link.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';

it('a link that names points means the batch of points, and says no more', () => {
  const { config, problems } = decodeLink('#v=2&dataset=two-moons');
  expect(problems).toEqual([]);
  expect(config).toMatchObject({ batchSize: 512, sampleCount: 1000, samplingSteps: 50, T: 1000 });
  expect(encodeLink(config)).toBe('#v=2&dataset=two-moons');
  const small = { ...config, batchSize: 16 };
  expect(encodeLink(small)).toBe('#v=2&dataset=two-moons&batchSize=16');
  expect(decodeLink(encodeLink(small)).config).toEqual(small);
});

it('each kind has its own limits', () => {
  expect(decodeLink('#v=2&dataset=ring&batchSize=4096&sampleCount=2000').problems).toEqual([]);
  const { config, problems } = decodeLink('#v=2&batchSize=500&sampleCount=65');
  expect(config).toMatchObject({ batchSize: 16, sampleCount: 16 });
  expect(problems).toEqual([
    "Batch size should be at most 128, not '500'; 16 is used.",
    "Pictures should be at most 64, not '65'; 16 is used.",
  ]);
});

it('data of another kind brings its defaults, and leaves what was chosen', () => {
  const chosen = { ...DEFAULT_CONFIG, samplingSteps: 10 };
  const points = withKind(chosen, { dataset: 'spiral' });
  expect(points).toEqual({ ...defaultsFor({ dataset: 'spiral' }), dataset: 'spiral', samplingSteps: 10 });
  expect(withKind(points, { dataset: 'mnist' })).toEqual(chosen);
  expect(withKind(points, { dataset: 'ring' })).toEqual({ ...points, dataset: 'ring' });
  expect(withKind(DEFAULT_CONFIG, { dataset: 'ring', batchSize: 16 }).batchSize).toBe(16);
});

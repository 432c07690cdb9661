/** What the experiment “How good is it?” compares. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { SAMPLERS } from '../../src/diffusion/samplers/registry.ts';
import { smoothedAt } from '../../src/experiments/quality/smoothedAt.ts';
import { byGuidance, byKeptStep, bySteps, samplersFor } from '../../src/experiments/quality/ways.ts';

const flow = { ...DEFAULT_CONFIG, schedule: 'flow', target: 'velocity', sampler: 'euler' } as const;
const cosine = { ...DEFAULT_CONFIG, schedule: 'cosine', target: 'v', sampler: 'ddim' } as const;

describe('the ways that are compared', () => {
  it('are the samplers that the process allows', () => {
    const fitting = (kind: 'vp' | 'flow') =>
      Object.values(SAMPLERS).flatMap(({ id, fits }) => (fits.includes(kind) ? [id] : []));
    expect(samplersFor(flow)).toEqual(fitting('flow'));
    expect(samplersFor(cosine)).toEqual(fitting('vp'));
  });

  it('never have more steps than there are levels', () => {
    const steps = bySteps({ ...cosine, T: 10 }).map(({ config }) => config.samplingSteps);
    expect(Math.max(...steps)).toBe(8);
  });

  it('of the kept steps differ by their weights alone', () => {
    const ways = byKeptStep({ ...cosine, sampler: 'ddpm', denoiser: 'exact' }, [0, 4, 300]);
    expect(ways.map(({ weightsOf }) => weightsOf)).toEqual([0, 4, 300]);
    for (const { config } of ways) {
      expect(config).toEqual(ways[0]!.config);
      expect([config.sampler, config.denoiser]).toEqual(['ddim', 'network']);
    }
  });

  it('of guidance differ by their scale', () => {
    const [none, told] = byGuidance(cosine);
    expect([none!.config.guidanceScale, told!.config.guidanceScale]).toEqual([0, 1]);
  });
});

it('the loss beside a kept step is that of the last step until then', () => {
  const curves = {
    steps: Float64Array.of(1, 2, 4),
    raw: new Float64Array(3),
    smoothed: Float64Array.of(9, 8, 7),
  };
  expect([0, 1, 3, 10].map(step => smoothedAt(curves, step))).toEqual([null, 9, 8, 7]);
});

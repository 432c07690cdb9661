import { describe, expect, it } from 'vitest';
import { type BenchResult, figuresOf, reportOf, type Timing } from '../../bench/measurements.ts';

const timing = (stepMs: number[], firstStepMs: number, peakBytes: number): Timing => ({
  stepMs,
  firstStepMs,
  firstLoss: 1.5,
  perStep: { dispatches: 200, submits: 3, uploadBytes: 20, allocations: 0 },
  peakBytes,
});

const result: BenchResult = {
  adapter: 'An adapter',
  channels: '16/32/32',
  parameters: 263_025,
  batch: 16,
  gflopPerStep: 4.6,
  timings: {
    // Medians 10, 300 and 40: one slow run of each must not count.
    ours: timing([9, 10, 500], 100, 40e6),
    stockTfjs: timing([300, 900, 290], 4000, 300e6),
    graphTfjs: timing([40, 39, 80], 400, 160e6),
  },
  failures: { jaxJs: 'jax-js finds no WebGPU' },
  inspection: {
    bestGemm: { gflops: 4, kernel: 'some kernel' },
    convGflops: 5,
    samplingStepMs: 3,
    kinds: [{ label: 'conv2d', dispatches: 48, ms: 5 }],
    tiles: ['conv2d: 7 pixels'],
  },
};

describe('the benchmark’s figures', () => {
  it('are ratios of medians', () => {
    const figures = figuresOf(result);
    expect(figures.speedup).toEqual({ stockTfjs: 30, graphTfjs: 4 });
    expect(figures.convShareOfBestGemm).toBe(1.25);
    expect(figures.peakMemoryRatio).toBe(0.25);
    expect(figures.firstStepRatio).toBe(0.25);
    expect(figures.step).toEqual({ dispatches: 200, submits: 3, uploadBytes: 20, allocations: 0 });
  });

  it('tell of whoever did not take part', () => {
    expect(reportOf(result)).toContain('jax-js finds no WebGPU');
  });

  it('are told without ratios where this project itself was lost', () => {
    const { ours: _, ...others } = result.timings;
    const lost = { ...result, timings: others, inspection: null, failures: { ours: 'its device is gone' } };
    expect(figuresOf(lost).speedup).toEqual({});
    expect(reportOf(lost)).toContain('300 ms');
    expect(reportOf(lost)).toContain('its device is gone');
  });
});

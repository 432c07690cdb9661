/** A run's scheduler, written for diffusers and read back: every sampler with a process that it fits. */
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { SAMPLERS } from '../../src/diffusion/samplers/registry.ts';
import { processOfScheduler } from '../../src/files/matchProcess.ts';
import { schedulerConfig } from '../../src/files/schedulerConfig.ts';
import { FLOW } from '../config/flow.ts';

it.each(Object.entries(SAMPLERS))('%s', (id, { diffusers, uses }) => {
  const sampler = id as RunConfig['sampler'];
  const own = { sampler, solverOrder: 3, variance: 'fixed_large', clipX0: false } as const;
  const config: RunConfig =
    diffusers.process === 'flow'
      ? { ...DEFAULT_CONFIG, ...FLOW, sampler }
      : { ...DEFAULT_CONFIG, ...own, schedule: 'cosine', target: 'v', T: 200 };
  const written = schedulerConfig(config);
  expect(written._class_name).toBe(diffusers.className);
  const { settings: read } = processOfScheduler(JSON.parse(JSON.stringify(written)), DEFAULT_CONFIG);
  const { schedule, target, T } = config;
  expect(read).toMatchObject({ schedule, target, T, sampler, zeroTerminalSnr: false });
  for (const name of ['solverOrder', 'variance'] as const) {
    expect(read[name]).toBe(uses(config).includes(name) ? config[name] : undefined);
  }
  if (diffusers.clipSample !== null) expect(read.clipX0).toBe(false);
});

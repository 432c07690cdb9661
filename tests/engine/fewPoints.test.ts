/**
 * A network on one point, and on points that are all in one place: nothing that is trained, drawn or measured of them is
 * other than a number. And particles that are stopped and let go: those that were not touched end where they would have.
 */
import { expect, it } from 'vitest';
import { startWasmRuntime } from '../../scripts/runtimes.ts';
import { defaultsFor } from '../../src/config/byKind.ts';
import type { RunConfig } from '../../src/config/runConfig.ts';
import { pointsToText } from '../../src/data/sets/plane/pointsText.ts';
import { DATA_SETS } from '../../src/data/sets/registry.ts';
import { planeFieldJob } from '../../src/engine/analyses/planeField.ts';
import { type BuiltRun, buildRun } from '../../src/engine/run/buildRun.ts';
import type { SampleOrder } from '../../src/engine/sampling/sampleOrder.ts';
import { type SampledStep, samplingSteps } from '../../src/engine/sampling/samplingSteps.ts';
import { trainingJob } from '../../src/engine/training/trainingJob.ts';
import { TrainingMeter } from '../../src/engine/training/trainingMeter.ts';
import { floorJob } from '../../src/experiments/floor/engine/floorJob.ts';
import type { WasmRuntime } from '../../src/runtime/wasm/wasmRuntime.ts';
import { likelihoodOf } from '../../src/ui/plane/likelihood.ts';
import { NOTHING_ELSE } from './nothingElse.ts';

const base: RunConfig = {
  ...defaultsFor({ dataset: 'points' }),
  dataset: 'points',
  pointWidth: 16,
  batchSize: 32,
  steps: 5,
  samplingSteps: 6,
};

async function trained(runtime: WasmRuntime, config: RunConfig): Promise<BuiltRun> {
  const images = await DATA_SETS.points.load(config, {} as never);
  const run = buildRun(runtime, config, images);
  const job = trainingJob(
    { config, phase: 'running', stepsLeft: Number.POSITIVE_INFINITY },
    {
      ...run,
      meter: new TrainingMeter(run.process.T, ({ losses }) =>
        expect(losses.every(Number.isFinite)).toBe(true),
      ),
      preview: () => {},
      stepDone: async () => {},
      phaseChanged: () => {},
    },
  );
  while (!(await job.next()).done);
  return run;
}

async function drawn(run: BuiltRun, order: SampleOrder, count: number): Promise<SampledStep[]> {
  const frozen = run.network.freeze('ema');
  const steps: SampledStep[] = [];
  for await (const step of samplingSteps(order, run.process, frozen, count, 'sample')) steps.push(step);
  frozen.dispose();
  return steps;
}

const last = async <T>(job: AsyncGenerator<T | undefined, void>): Promise<T> => {
  let found: T | undefined;
  for await (const each of job) found = each ?? found;
  return found!;
};

it.each([
  ['one point', 1],
  ['fifty points in one place', 50],
])('%s', async (_, count) => {
  const runtime = await startWasmRuntime();
  const points = pointsToText(Array.from({ length: count }, () => [0.25, -0.5, 0] as const));
  const config = { ...base, points };
  const run = await trained(runtime, config);
  const end = (await drawn(run, { config }, 20)).at(-1)!.xPrev;
  expect(end.every(Number.isFinite)).toBe(true);

  const analysed = { ...run, config, runtime, ...NOTHING_ELSE };
  for (const t of [0, 500, 999]) {
    const field = await last(planeFieldJob(analysed, { t, label: null, side: 5, reach: 1.9 }));
    expect(field.learned.every(Number.isFinite)).toBe(true);
    // Wherever one is, the only point there is is the answer.
    for (const [i, value] of field.exact.entries()) expect(value).toBeCloseTo(i % 2 === 0 ? 0.25 : -0.5, 2);
  }
  const floor = await last(floorJob(analysed, { draws: 4 }));
  // x0 is known: the least loss is none.
  for (const loss of floor.loss) expect(Math.abs(loss)).toBeLessThan(1e-9);
  const cloud = Float32Array.from({ length: 2 * count }, (__, i) => (i % 2 === 0 ? 0.25 : -0.5));
  const likely = likelihoodOf(end, cloud, run.process);
  if (count === 1) expect(likely).toBeNull();
  else expect(likely!.data).toBeGreaterThan(likely!.made);
  run.network.dispose();
  runtime.dispose();
});

it('points that were not moved end as before, to the bit, also beside points that were added', async () => {
  const runtime = await startWasmRuntime();
  const points = pointsToText(Array.from({ length: 30 }, (_, i) => [i / 30, -i / 30, i % 2] as const));
  const config: RunConfig = { ...base, points, schedule: 'cosine', target: 'v', sampler: 'ddpm' };
  const run = await trained(runtime, config);
  const before = await drawn(run, { config }, 6);
  const seq = 3;
  const xt = new Float32Array(2 * 9);
  xt.set(before[seq]!.xt);
  xt.set([2, 2], 2 * 4);
  xt.set([1, -1, 0, 0, -1, 1], 2 * 6);
  const after = await drawn(run, { config, start: { kind: 'from', seq, xt } }, 9);
  const [was, is] = [before.at(-1)!.xPrev, after.at(-1)!.xPrev];
  for (const n of [0, 1, 2, 3, 5]) {
    expect(is.subarray(2 * n, 2 * n + 2)).toEqual(was.subarray(2 * n, 2 * n + 2));
  }
  expect(is.subarray(8, 10)).not.toEqual(was.subarray(8, 10));
  run.network.dispose();
  runtime.dispose();
});

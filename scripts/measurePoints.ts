/**
 * How long 2,000 points in 50 steps take in Node on one thread, without a page: the network, the sampler's arithmetic, and
 * the exact field that the page shows beside it:
 *
 *   npx tsx scripts/measurePoints.ts
 */
import { loadavg } from 'node:os';
import { median } from '../bench/statistics.ts';
import { defaultsFor } from '../src/config/byKind.ts';
import type { RunConfig } from '../src/config/runConfig.ts';
import { planeFieldJob } from '../src/engine/analyses/planeField.ts';
import { buildRun } from '../src/engine/run/buildRun.ts';
import { ImageLoader } from '../src/engine/run/loadImages.ts';
import { samplingSteps } from '../src/engine/sampling/samplingSteps.ts';
import { gaussians } from '../src/math/random.ts';
import { fetchPublic, startRuntime } from './runtimes.ts';

const COUNT = 2000;
const TIMES = 15;

async function timed(what: string, work: (time: number) => Promise<void>): Promise<void> {
  const took: number[] = [];
  const before = process.cpuUsage();
  for (let time = 0; time < TIMES; time++) {
    const began = performance.now();
    await work(time);
    took.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(before);
  // On a busy machine processor time says more than the clock.
  const computing = (user + system) / 1000 / TIMES;
  console.log(
    `${what}: median ${median(took).toFixed(1)} ms, quickest ${Math.min(...took).toFixed(1)} ms, ${computing.toFixed(1)} ms of processor time`,
  );
}

const dataset = 'two-moons';
const config: RunConfig = {
  ...defaultsFor({ dataset }),
  dataset,
  sampleCount: COUNT,
  samplingSteps: 50,
};
const runtime = await startRuntime('wasm', 1);
const images = await new ImageLoader(fetchPublic).load(config, null, () => {});
const run = buildRun(runtime, config, images);
const frozen = run.network.freeze('ema');
const xt = gaussians(1, 'evaluation', 0, new Float32Array(2 * COUNT));
const field = { label: null, side: 19, reach: 1.9 };
const never = () => Promise.reject(new Error('The field neither draws nor judges.'));
const judging = { judgeOf: never, onArrays: never };
const analysed = { ...run, config, runtime, heldOut: async () => null, denoiser: never, judging };

console.log(`load ${loadavg()[0]!.toFixed(1)}`);
await timed('one answer', async () => void (await frozen.predict(xt, 500, null)));
await timed('50 steps', async () => {
  for await (const _ of samplingSteps({ config }, run.process, frozen, COUNT, 'sample'));
});
await timed('the field at another t', async time => {
  for await (const _ of planeFieldJob(analysed, { ...field, t: 300 + time }));
});
console.log(`load ${loadavg()[0]!.toFixed(1)}`);

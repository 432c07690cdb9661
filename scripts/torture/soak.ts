/** Training for a long time, with samplings beside it: what memory does, on the page and in the engine. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import { median } from '../../bench/statistics.ts';
import { stepOf } from '../../e2e/runHelpers.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { buildRun } from '../../src/engine/run/buildRun.ts';
import { ImageLoader } from '../../src/engine/run/loadImages.ts';
import { samplingSteps } from '../../src/engine/sampling/samplingSteps.ts';
import { trainingJob } from '../../src/engine/training/trainingJob.ts';
import { TrainingMeter } from '../../src/engine/training/trainingMeter.ts';
import type { Row } from '../../tests/torture/report.ts';
import { fetchPublic, startRuntime } from '../runtimes.ts';
import { openBrowser, rendererMb, TINY, until } from './harness.ts';

/** What runs at first fills caches and compiles. */
const SETTLING_MS = 60_000;
const BETWEEN_MS = 20_000;
/** Samplings on the page before it is measured: the browser compiles what is called often, and counts it to the heap. */
const WARMING = 100;
const WARMING_MS = 1500;
const STEPS_BETWEEN = 100;

const percent = (from: number, to: number): string => `${((100 * (to - from)) / from).toFixed(1)} %`;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** The engine in Node, whose tensors can be counted. */
export async function soakEngine(minutes: number): Promise<Row> {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const config = {
    ...DEFAULT_CONFIG,
    channels: '8/16/16',
    batchSize: 4,
    steps: 1e9,
    samplingSteps: 10,
  } as const;
  const runtime = await startRuntime('tfjs-wasm');
  const run = buildRun(runtime, config, await new ImageLoader(fetchPublic).load(config, null, () => {}));
  const controls = { config, phase: 'running' as const, stepsLeft: Number.POSITIVE_INFINITY };
  const job = trainingJob(controls, {
    ...run,
    meter: new TrainingMeter(run.process.T, () => {}),
    preview: () => {},
    stepDone: async () => {},
    phaseChanged: () => {},
  });
  const turn = async () => {
    for (let i = 0; i < STEPS_BETWEEN; i++) await job.next();
    const frozen = run.network.freeze('ema');
    for await (const _ of samplingSteps({ config }, run.process, frozen, 4, 'sample'));
    frozen.dispose();
  };
  const settled = performance.now() + SETTLING_MS;
  while (performance.now() < settled) await turn();
  const first = heap();
  const tensors = new Set([tf.memory().numTensors]);
  const buffers = new Set([tf.memory().numDataBuffers]);
  const ends = performance.now() + minutes * 60_000;
  while (performance.now() < ends) {
    await turn();
    tensors.add(tf.memory().numTensors);
    buffers.add(tf.memory().numDataBuffers);
  }
  const last = heap();
  return {
    test: `soak of the engine (Node, wasm), ${minutes} minutes`,
    reached: `${run.network.step} steps; tensors ${[...tensors].join(', ')}, buffers ${[...buffers].join(', ')}; heap ${megabytes(first)} to ${megabytes(last)} MB (${percent(first, last)})`,
    target: '30 minutes, counts constant, heap growth under 5 %',
  };
}

/** The page, whose heap and process can be measured. */
export async function soakPage(url: string, minutes: number): Promise<Row> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${url}${TINY}&previewEvery=100&samplingSteps=10&sampleCount=4`);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    const session = await page.context().newCDPSession(page);
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    await until('the first steps', async () => (await stepOf(page)) > 10, 120_000);
    const sample = async (waitMs: number) => {
      await page.getByRole('button', { name: 'Sample', exact: true }).click();
      await new Promise(resolve => setTimeout(resolve, waitMs));
    };
    for (let i = 0; i < WARMING; i++) await sample(WARMING_MS);
    // Whether a sampling's frames are held just then makes several per cent: the first and the last tenth are compared.
    const heaps = [await heap()];
    const firstMb = rendererMb();
    const ends = performance.now() + minutes * 60_000;
    while (performance.now() < ends) {
      await sample(BETWEEN_MS);
      heaps.push(await heap());
    }
    const lastMb = rendererMb();
    const tenth = Math.ceil(heaps.length / 10);
    const [first, last] = [median(heaps.slice(0, tenth)), median(heaps.slice(-tenth))];
    const trains = await page.getByRole('button', { name: 'Pause', exact: true }).isVisible();
    if (!trains) throw new Error(`Training ended before the soak did, at step ${await stepOf(page)}`);
    return {
      test: `soak of the page, ${minutes} minutes`,
      reached: `${await stepOf(page)} steps; heap ${megabytes(first)} to ${megabytes(last)} MB (${percent(first, last)}); page and engine together ${Math.round(firstMb)} to ${Math.round(lastMb)} MB`,
      target: '30 minutes, heap growth under 5 %',
    };
  } finally {
    await browser.close();
  }
}

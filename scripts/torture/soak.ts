/** Training for a long time, with samplings beside it: how memory grows, on the page and in the engine. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from '../../bench/statistics.ts';
import { stepOf } from '../../e2e/runHelpers.ts';
import { samplingSteps } from '../../src/engine/sampling/samplingSteps.ts';
import type { Row } from '../../tests/torture/report.ts';
import { openBrowser, rendererMb, TINY, until } from './harness.ts';
import { SMALL, trainInNode } from './nodeTraining.ts';

/** What runs at first fills caches and compiles. */
const SETTLING_MS = 60_000;
const BETWEEN_MS = 20_000;
/** Samplings on the page before it is measured: the browser compiles what is called often, and the code counts as heap. */
const WARMING = 100;
const WARMING_MS = 1500;
const STEPS_BETWEEN = 100;
const WORKERS = 2;

const percent = (from: number, to: number): string => `${((100 * (to - from)) / from).toFixed(1)} %`;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** Training in Node on the processor's own runtime, whose threads can be counted. */
export async function soakEngine(minutes: number): Promise<Row> {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const memory = () => {
    collect();
    return process.memoryUsage();
  };
  const { run, helpers, started, step, end } = await trainInNode(SMALL, WORKERS);
  const turn = async () => {
    for (let i = 0; i < STEPS_BETWEEN; i++) await step();
    const frozen = run.network.freeze('ema');
    for await (const _ of samplingSteps({ config: SMALL }, run.process, frozen, 4, 'sample'));
    frozen.dispose();
  };
  const settled = performance.now() + SETTLING_MS;
  while (performance.now() < settled) await turn();
  const first = memory();
  const alive = new Set([helpers.size]);
  const ends = performance.now() + minutes * 60_000;
  while (performance.now() < ends) {
    await turn();
    alive.add(helpers.size);
  }
  const last = memory();
  const steps = run.network.step;
  end();
  await until('the helpers to end', async () => helpers.size === 0);
  const grown = (of: 'heapUsed' | 'arrayBuffers') =>
    `${megabytes(first[of])} to ${megabytes(last[of])} MB (${percent(first[of], last[of])})`;
  return {
    test: `soak of the engine (Node, wasm, ${WORKERS} threads), ${minutes} minutes`,
    reached: `${steps} steps; helpers ${[...alive].join(', ')} of ${started()} ever started, ${helpers.size} once the run ended; heap ${grown('heapUsed')}, buffers ${grown('arrayBuffers')}`,
    target: '30 minutes, counts constant, none left, heap growth under 5 %',
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
    // Frames of a sampling that happen to be held make several per cent, so the first and the last tenth are compared.
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

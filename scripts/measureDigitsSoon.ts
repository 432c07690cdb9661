/**
 * Which set-up shows digits first: trains each candidate for the same time on this machine's processor and measures how
 * far its samples are from real digits.
 *
 *   npx tsx scripts/measureDigitsSoon.ts [SECONDS] [NAME ...]
 */
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import { MNIST_PARTS, MNIST_SHAPE } from '../src/data/mnistParts.ts';
import { bytesToUnit } from '../src/data/normalise.ts';
import { loadPart } from '../src/data/packedPart.ts';
import { sizeOf } from '../src/data/shape.ts';
import { buildRun } from '../src/engine/run/buildRun.ts';
import { ImageLoader } from '../src/engine/run/loadImages.ts';
import { samplingSteps } from '../src/engine/sampling/samplingSteps.ts';
import { stepSettings } from '../src/engine/training/stepSettings.ts';
import { trainingBatch } from '../src/engine/training/trainingBatch.ts';
import { frechetTo } from './measure/frechet.ts';
import { fetchPublic, startRuntime } from './runtimes.ts';

const SAMPLES = 256;

const flow = { schedule: 'flow', target: 'velocity', sampler: 'euler' } as const;
const cosineV = { schedule: 'cosine', target: 'v', sampler: 'ddim' } as const;
const textbook = { schedule: 'linear', target: 'eps', sampler: 'ddim' } as const;

const CANDIDATES: Readonly<Record<string, Partial<RunConfig>>> = {
  'textbook, batch 64': { ...textbook, batchSize: 64 },
  'cosine v, batch 16': { ...cosineV, batchSize: 16 },
  'flow, batch 64': { ...flow, batchSize: 64 },
  'flow, batch 16': { ...flow, batchSize: 16 },
  'flow, batch 16, rate 0.002': { ...flow, batchSize: 16, learningRate: 0.002 },
  'flow, batch 16, rate 0.004': { ...flow, batchSize: 16, learningRate: 0.004 },
  'flow, batch 16, rate 0.002, zero': { ...flow, batchSize: 16, learningRate: 0.002, zeroLast: true },
  'flow, batch 16, rate 0.004, zero': { ...flow, batchSize: 16, learningRate: 0.004, zeroLast: true },
  'flow, batch 16, rate 0.004, warm-up': {
    ...flow,
    batchSize: 16,
    learningRate: 0.004,
    rateSchedule: 'warmup',
  },
  'flow, batch 16, rate 0.004, warm-up, zero': {
    ...flow,
    batchSize: 16,
    learningRate: 0.004,
    rateSchedule: 'warmup',
    zeroLast: true,
  },
  'flow, batch 16, rate 0.008, one cycle of 400, zero': {
    ...flow,
    batchSize: 16,
    learningRate: 0.008,
    rateSchedule: 'oneCycle',
    steps: 400,
    zeroLast: true,
  },
  'flow, batch 8, rate 0.002': { ...flow, batchSize: 8, learningRate: 0.002 },
  'flow, 8/16/16, batch 16, rate 0.002': { ...flow, channels: '8/16/16', batchSize: 16, learningRate: 0.002 },
  'flow, 8/16/16, batch 32, rate 0.004': { ...flow, channels: '8/16/16', batchSize: 32, learningRate: 0.004 },
};

async function main(): Promise<void> {
  const [seconds = '60', ...names] = process.argv.slice(2);
  const runtime = await startRuntime('wasm');
  const images = await new ImageLoader(fetchPublic).load(DEFAULT_CONFIG, null, () => {});
  const test = bytesToUnit((await loadPart(MNIST_PARTS['test-10k'], fetchPublic)).images);
  const distance = frechetTo(test.subarray(0, 4000 * sizeOf(MNIST_SHAPE)));
  const floor = distance(test.subarray(4000 * sizeOf(MNIST_SHAPE), (4000 + SAMPLES) * sizeOf(MNIST_SHAPE)));
  console.log(`${SAMPLES} real test images: ${floor.toFixed(1)}, the lowest that can be reached`);
  for (const [name, changes] of Object.entries(CANDIDATES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const config: RunConfig = { ...DEFAULT_CONFIG, ...changes, samplingSteps: 25 };
    const run = buildRun(runtime, config, images);
    const end = performance.now() + Number(seconds) * 1000;
    while (performance.now() < end) {
      const draw = () => trainingBatch(config, images, run.process, run.network.step);
      await run.network.train(
        { size: config.batchSize, source: null, draw },
        stepSettings(config, run.network.step),
      );
    }
    const frozen = run.network.freeze('ema');
    let pictures = new Float32Array(0);
    for await (const { xPrev } of samplingSteps({ config }, run.process, frozen, SAMPLES, 'evaluation')) {
      pictures = xPrev as Float32Array<ArrayBuffer>;
    }
    console.log(`${name}: ${distance(pictures).toFixed(1)} after ${run.network.step} steps`);
    frozen.dispose();
    run.network.dispose();
  }
}

await main();

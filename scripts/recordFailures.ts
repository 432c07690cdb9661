/**
 * Makes src/experiments/failures/records.json: pictures and losses of each failure and of its healthy twin.
 *
 *   npx tsx scripts/recordFailures.ts [ID …]
 *
 * Trains each run for 300 steps with the page's own engine on the processor, some fifteen minutes in all on one core. With
 * ids, only those runs are made again.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MNIST_SHAPE } from '../src/data/mnistParts.ts';
import { unitToBytes } from '../src/data/normalise.ts';
import { sizeOf } from '../src/data/shape.ts';
import type { BuiltRun } from '../src/engine/run/buildRun.ts';
import { freezeForSampling } from '../src/engine/run/pretrained.ts';
import { samplingSteps } from '../src/engine/sampling/samplingSteps.ts';
import { previewJob } from '../src/engine/training/preview.ts';
import type { Shows } from '../src/experiments/failures/failures.ts';
import { type FailureRecord, LOSS_STRETCH, RECORDED_PICTURES } from '../src/experiments/failures/records.ts';
import { openRecorded, RECORDED_RUNS, trainTo } from './failures/recordedRuns.ts';
import { startRuntime } from './runtimes.ts';

const STEPS = 300;
const FILE = join(import.meta.dirname, '../src/experiments/failures/records.json');

/** [RECORDED_PICTURES, 28, 28]. */
async function pictures(run: BuiltRun, shows: Shows): Promise<Float32Array> {
  if (shows === 'previews') {
    let previews = new Float32Array(0);
    for await (const preview of previewJob(run, run.config)) {
      if (preview) previews = preview.ema as Float32Array<ArrayBuffer>;
    }
    return previews;
  }
  const frozen = freezeForSampling(run, run.config.weights);
  // As many as the page draws, since a picture's noise depends on the number.
  const { sampleCount } = run.config;
  let shown = new Float32Array(0);
  for await (const { x0Hat, xPrev } of samplingSteps(run, run.process, frozen, sampleCount, 'sample')) {
    shown = (shows === 'firstGuess' ? x0Hat : xPrev) as Float32Array<ArrayBuffer>;
    if (shows === 'firstGuess') break;
  }
  frozen.dispose();
  return shown.subarray(0, RECORDED_PICTURES * sizeOf(MNIST_SHAPE));
}

/** Means of `LOSS_STRETCH` steps each. */
function meanLosses(losses: readonly number[]): number[] {
  return Array.from({ length: Math.floor(losses.length / LOSS_STRETCH) }, (_, i) => {
    const stretch = losses.slice(i * LOSS_STRETCH, (i + 1) * LOSS_STRETCH);
    return Number((stretch.reduce((sum, loss) => sum + loss, 0) / LOSS_STRETCH).toPrecision(4));
  });
}

async function main(): Promise<void> {
  const ids = process.argv.slice(2);
  const runtime = await startRuntime('wasm', 1);
  const before = ids.length > 0 ? JSON.parse(await readFile(FILE, 'utf8')) : {};
  const records: Record<string, FailureRecord> = {};
  for (const recorded of RECORDED_RUNS) {
    const { id, trains, shows } = recorded;
    if (ids.length > 0 && !ids.includes(id)) {
      records[id] = before[id];
      continue;
    }
    const run = await openRecorded(runtime, recorded);
    const losses = trains ? await trainTo(run, STEPS) : [];
    const steps = trains ? STEPS : null;
    const bytes = unitToBytes(await pictures(run, shows));
    records[id] = { steps, losses: meanLosses(losses), pictures: Buffer.from(bytes).toString('base64') };
    run.network.dispose();
    console.log(`${id}: ${losses.at(-1)?.toFixed(4) ?? 'not trained'}`);
  }
  await writeFile(FILE, `${JSON.stringify(records, null, 2)}\n`);
}

await main();

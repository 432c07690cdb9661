/**
 * Makes what the page shows before anybody has trained: a small network that answers for every process, and a reverse
 * process of the page's opening settings recorded from it.
 *
 *   npm run pretrain -- --steps 24000
 *
 * Trains with the page's own engine on the processor, about an hour on one core, and keeps the state in
 * out/pretrain/ every 250 steps: if it is stopped, it continues from there. Writes public/pretrained/: `model.safetensors`
 * (the running average of the weights in half precision, under diffusers' names), `recording.bin` and `model.json`, which
 * says what they are.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { encodeLink } from '../src/config/link.ts';
import { DEFAULT_CONFIG, RUN_CONFIG_VERSION, type RunConfig } from '../src/config/runConfig.ts';
import { packGuesses } from '../src/data/guessesFile.ts';
import type { ImageSet } from '../src/data/imageSet.ts';
import { MNIST_PARTS } from '../src/data/mnistParts.ts';
import { unitToBytes } from '../src/data/normalise.ts';
import { loadPart } from '../src/data/packedPart.ts';
import { PRETRAINED_FILE, type PretrainedInfo } from '../src/data/pretrained.ts';
import { type BuiltRun, buildRun } from '../src/engine/run/buildRun.ts';
import { ImageLoader } from '../src/engine/run/loadImages.ts';
import { freezeForSampling, type PretrainedFile, readPretrained } from '../src/engine/run/pretrained.ts';
import { samplingSteps } from '../src/engine/sampling/samplingSteps.ts';
import { stepSettings } from '../src/engine/training/stepSettings.ts';
import { trainingBatch } from '../src/engine/training/trainingBatch.ts';
import { exportWeights, importWeights } from '../src/nn/weightsFile.ts';
import type { Runtime } from '../src/runtime/networkRuntime.ts';
import { evaluationLoss } from './evaluationLoss.ts';
import { loadTraining, saveTraining } from './pretrain/savedTraining.ts';
import { fetchPublic, startRuntime } from './runtimes.ts';

const SAVE_EVERY = 250;
const root = join(import.meta.dirname, '..');
const STATE = join(root, 'out/pretrain/state.safetensors');
const FOLDER = join(root, 'public/pretrained');

/**
 * The network of the page's opening settings, told the class four times of five, and trained longer: with larger batches,
 * a rate that rises and falls, and an average that reaches further back.
 */
const config = (steps: number): RunConfig => ({
  ...DEFAULT_CONFIG,
  trainImages: '60000',
  classConditional: true,
  labelDropout: 0.2,
  batchSize: 32,
  learningRate: 0.003,
  rateSchedule: 'oneCycle',
  zeroLast: true,
  emaDecay: 0.9995,
  steps,
});

async function train(run: BuiltRun, link: string, report: () => Promise<void>): Promise<void> {
  const { network } = run;
  while (network.step < run.config.steps) {
    const { step } = network;
    const draw = () => trainingBatch(run.config, run.images, run.process, step);
    await network.train(
      { size: run.config.batchSize, source: null, draw },
      stepSettings(run.config, network.step),
    );
    if (network.step % SAVE_EVERY > 0 && network.step < run.config.steps) continue;
    await saveTraining(STATE, link, await network.readState());
    await report();
  }
}

/** The run with exactly the weights that `file` holds, rounded as they are. */
function reopened(runtime: Runtime, run: BuiltRun, file: Uint8Array): BuiltRun {
  const params = importWeights(run.graph, file);
  const zeros = new Float32Array(params.length);
  const state = { step: run.config.steps, params, ema: params, adamM: zeros, adamV: zeros };
  return { ...run, network: runtime.open(run.graph, state) };
}

/**
 * The clean pictures guessed at each step of the opening settings [steps, count, 28, 28] as bytes: see
 * diffusion/replay.ts.
 */
async function record(runtime: Runtime, images: ImageSet, pretrained: PretrainedFile): Promise<Uint8Array> {
  const config = DEFAULT_CONFIG;
  const run = buildRun(runtime, config, images, undefined, pretrained);
  const frozen = freezeForSampling(run, config.weights);
  const guesses: Buffer[] = [];
  const steps = samplingSteps({ config }, run.process, frozen, config.sampleCount, 'sample');
  for await (const { x0Hat } of steps) {
    guesses.push(Buffer.from(unitToBytes(x0Hat)));
  }
  frozen.dispose();
  return gzipSync(packGuesses(Buffer.concat(guesses), guesses[0]!.length), { level: 9 });
}

async function write(file: string, bytes: Uint8Array): Promise<PretrainedInfo['weights']> {
  await writeFile(join(FOLDER, file), bytes);
  return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { steps: { type: 'string', default: '24000' } } });
  const steps = Number(values.steps);
  if (!Number.isInteger(steps) || steps < 1)
    throw new Error(`--steps takes a whole number, not ${values.steps}`);
  const runtime = await startRuntime('wasm');
  const test = await loadPart(MNIST_PARTS['test-10k'], fetchPublic);
  const settings = config(steps);
  const link = encodeLink(settings);
  const images = await new ImageLoader(fetchPublic).load(settings, null, () => {});
  const run = buildRun(runtime, settings, images, await loadTraining(STATE, link));
  if (run.network.step > steps)
    throw new Error(`${STATE} is at step ${run.network.step} already; delete it to start anew.`);
  await train(run, link, async () => {
    const loss = await evaluationLoss(run, settings, test, 'ema');
    console.log(`step ${run.network.step}: evaluation loss ${loss.toFixed(4)} (EMA)`);
  });

  await mkdir(FOLDER, { recursive: true });
  const command = `npm run pretrain -- --steps ${steps}`;
  const { ema } = await run.network.readState();
  const metadata = { command, config: JSON.stringify({ version: RUN_CONFIG_VERSION, ...settings }) };
  const file = exportWeights(run.graph, ema, metadata, 'F16');
  const shipped = reopened(runtime, run, file);
  const described = {
    command,
    config: { ...settings },
    steps,
    evaluationLoss: await evaluationLoss(shipped, settings, test, 'raw'),
    weights: await write('model.safetensors', file),
  };
  const recording = await record(runtime, images, readPretrained(described, file));
  const info: PretrainedInfo = {
    ...described,
    recordedWith: { ...DEFAULT_CONFIG },
    recording: await write('recording.bin', recording),
  };
  await writeFile(join(FOLDER, PRETRAINED_FILE), `${JSON.stringify(info, null, 2)}\n`);
  console.log(JSON.stringify(info, null, 2));
}

await main();

/**
 * Trains without a screen, with the page's own engine:
 *
 *   npm run train -- --steps 300 --preset reference --runtime wasm --out out/run [--batchSize 64 ...]
 *
 * Without a preset it starts from the page's opening settings; any field of the run's configuration can be given by its
 * name. Writes the weights under diffusers' names, the configuration, a grid of samples, and `result.json`: steps, loss, and
 * the distance of what it draws to the data, beside the data's own: by the judge for digits and clothes, directly for points
 * in the plane.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PNG } from 'pngjs';
import { PARAM_NAMES } from '../src/config/params.ts';
import { PRESETS } from '../src/config/presets.ts';
import { RUN_CONFIG_VERSION, type RunConfig } from '../src/config/runConfig.ts';
import type { ImageSet } from '../src/data/imageSet.ts';
import { unitToBytes } from '../src/data/normalise.ts';
import { isPlane, shapeOf } from '../src/data/sets/registry.ts';
import { mlpConfig } from '../src/engine/run/buildNetwork.ts';
import { type BuiltRun, buildRun } from '../src/engine/run/buildRun.ts';
import { ImageLoader } from '../src/engine/run/loadImages.ts';
import { networkConfig } from '../src/engine/run/networkConfig.ts';
import { samplingSteps } from '../src/engine/sampling/samplingSteps.ts';
import { freezeOwn } from '../src/engine/sampling/toldTime.ts';
import { type TrainingControls, trainingJob } from '../src/engine/training/trainingJob.ts';
import { TrainingMeter } from '../src/engine/training/trainingMeter.ts';
import { exportWeights } from '../src/nn/weightsFile.ts';
import { gridPixels } from '../src/render/pictures.ts';
import { CONFIG_OPTIONS, configOfOptions } from './configOptions.ts';
import { evaluationLoss } from './evaluationLoss.ts';
import { judged } from './judge/measure.ts';
import { planeQuality } from './planeQuality.ts';
import { fetchPublic, runtimeOption, startRuntime } from './runtimes.ts';

const CHECKPOINTS = [50, 100, 200, 300, 500, 750];
const isReported = (step: number, last: number) =>
  step === last || CHECKPOINTS.includes(step) || (step >= 1000 && step % (step < 5000 ? 500 : 1000) === 0);

const USAGE = `npm run train -- --steps N [--preset NAME] [--runtime wasm|tfjs-wasm|tfjs-cpu|webgpu] [--out DIR] [--FIELD VALUE ...]
presets: ${PRESETS.map(({ id }) => id).join(', ')}
fields:  ${PARAM_NAMES.join(', ')}`;

interface Options {
  readonly config: RunConfig;
  readonly runtime: string;
  readonly out: string;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      ...CONFIG_OPTIONS,
      preset: { type: 'string' },
      runtime: { type: 'string', default: 'wasm' },
      out: { type: 'string', default: 'out' },
    },
  });
  const { preset: id, runtime, out } = values;
  const preset = PRESETS.find(preset => preset.id === id);
  if (id !== undefined && !preset) throw new Error(`There is no preset '${id}'.`);
  return { config: configOfOptions(values, preset?.config), runtime, out };
}

async function train(run: BuiltRun, report: (loss: number) => Promise<void>): Promise<void> {
  const { config, network, process: diffusion } = run;
  const controls: TrainingControls = { config, phase: 'running', stepsLeft: Number.POSITIVE_INFINITY };
  let recent: number[] = [];
  const meter = new TrainingMeter(diffusion.T, ({ losses }) => recent.push(...losses));
  const job = trainingJob(controls, {
    ...run,
    meter,
    preview: () => {},
    stepDone: async () => {},
    phaseChanged: () => {},
  });
  for (;;) {
    const { done } = await job.next();
    if (isReported(network.step, config.steps)) {
      meter.flush();
      await report(recent.reduce((sum, loss) => sum + loss, 0) / recent.length);
      recent = [];
    }
    if (done) return;
  }
}

async function writeSamples(run: BuiltRun, path: string): Promise<void> {
  const { config, process: diffusion, network } = run;
  const frozen = network.freeze(config.weights);
  const count = config.sampleCount;
  const shape = shapeOf(config);
  let pictures = new Float32Array(0);
  for await (const { xPrev } of samplingSteps({ config }, diffusion, frozen, count, 'sample')) {
    pictures = xPrev as Float32Array<ArrayBuffer>;
  }
  frozen.dispose();
  const columns = Math.ceil(Math.sqrt(count));
  const { width, height, data } = gridPixels(unitToBytes(pictures), shape, count, columns);
  const png = new PNG({ width, height });
  png.data.set(data);
  await writeFile(path, PNG.sync.write(png));
}

/** Nothing where the data set has no judge, or too few test pictures. */
async function judgeQuality({ config, process, network }: BuiltRun, test: ImageSet) {
  const denoiser = { process, network: freezeOwn({ config, network }, config.weights) };
  const result = await judged(denoiser, config, test);
  denoiser.network.dispose();
  if (!result) return {};
  const { drawn, real } = result;
  console.log(
    `judge distance of ${drawn.count} pictures ${drawn.distance.toFixed(1)}, of as many real ones ${real.distance.toFixed(1)}`,
  );
  return { judgeDistance: drawn.distance, judgeFloor: real.distance };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function main(): Promise<void> {
  const { config, runtime, out } = readOptions();
  const started = await startRuntime(runtimeOption(runtime));
  await mkdir(out, { recursive: true });
  const loader = new ImageLoader(fetchPublic);
  const images = await loader.load(config, null, () => {});
  const test = (await loader.heldOut(config, () => {})) ?? images;
  const run = buildRun(started, config, images);
  let loss = Number.NaN;
  console.log(`${run.network.paramCount} parameters, ${images.count} images, ${runtime}`);
  console.log('   step      loss   EMA eval   raw eval  seconds');
  let trainedMs = 0;
  let resumed = performance.now();
  await train(run, async recent => {
    loss = recent;
    trainedMs += performance.now() - resumed;
    const ema = await evaluationLoss(run, config, test, 'ema');
    const raw = await evaluationLoss(run, config, test, 'raw');
    const numbers = [loss, ema, raw].map(value => value.toFixed(4).padStart(10)).join(' ');
    console.log(
      `${String(run.network.step).padStart(7)} ${numbers} ${(trainedMs / 1000).toFixed(1).padStart(8)}`,
    );
    resumed = performance.now();
  });
  const { params, ema } = await run.network.readState();
  const metadata = { config: JSON.stringify({ version: RUN_CONFIG_VERSION, ...config }) };
  await writeFile(join(out, 'diffusion_pytorch_model.safetensors'), exportWeights(run.graph, ema, metadata));
  await writeFile(join(out, 'raw.safetensors'), exportWeights(run.graph, params, metadata));
  await writeFile(
    join(out, 'config.json'),
    json(isPlane(config) ? mlpConfig(config) : { _class_name: 'UNet2DModel', ...networkConfig(config) }),
  );
  await writeSamples(run, join(out, 'samples.png'));
  const quality = isPlane(config) ? await planeQuality(run, config, test) : await judgeQuality(run, test);
  const result = { steps: run.network.step, loss, ...quality };
  await writeFile(join(out, 'result.json'), json(result));
  console.log(JSON.stringify(result));
  console.log(
    `Written to ${out}: diffusion_pytorch_model.safetensors (EMA), raw.safetensors, config.json, samples.png, result.json`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 1;
});

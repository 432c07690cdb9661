/**
 * Trains the judge: a small classifier, on whose features the quality of drawn pictures is measured.
 *
 *   npm run judge                                 # of digits; some minutes on one core
 *   npm run judge -- --dataset fashion            # of clothes, where `npm run data -- fashion` has fetched them
 *   npm run judge -- --measure pretrained         # prints, as JSON, the quality of what the page draws on opening
 *   npm run judge -- --measure pretrained --sampler ddim --samplingSteps 20    # or with other settings
 *
 * Writes public/judge/: `SET.safetensors`, the weights in half precision, and `SET.json`, which says what they are.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunConfig } from '../src/config/runConfig.ts';
import { FASHION_PARTS } from '../src/data/fashionParts.ts';
import { type ImageSet, joinImageSets } from '../src/data/imageSet.ts';
import { isJudged, JUDGED_SETS, type JudgedSet } from '../src/data/judgedSets.ts';
import { MNIST_PARTS, type MnistPartName } from '../src/data/mnistParts.ts';
import { loadPart } from '../src/data/packedPart.ts';
import { loadPretrainedInfo, loadPretrainedPart } from '../src/data/pretrained.ts';
import { shapeOf } from '../src/data/sets/registry.ts';
import { buildRun } from '../src/engine/run/buildRun.ts';
import { ImageLoader } from '../src/engine/run/loadImages.ts';
import { freezeForSampling, readPretrained } from '../src/engine/run/pretrained.ts';
import { exportWeights, importWeights } from '../src/nn/weightsFile.ts';
import { type JudgeInfo, judgeFileName } from '../src/quality/judgeFile.ts';
import { buildJudge } from '../src/quality/judgeNetwork.ts';
import { CONFIG_OPTIONS, configOfOptions } from './configOptions.ts';
import { featureScale } from './judge/featureScale.ts';
import { JUDGES, judged, onTfjs } from './judge/measure.ts';
import { accuracyOf, trainJudge } from './judge/trainJudge.ts';
import { fetchPublic, startRuntime } from './runtimes.ts';

const PARTS = { mnist: MNIST_PARTS, fashion: FASHION_PARTS };
const DEFAULT_STEPS = '2500';
const pretrainedFolder = join(import.meta.dirname, '../public/pretrained');

async function train(dataset: JudgedSet, steps: number): Promise<void> {
  const part = (name: MnistPartName): Promise<ImageSet<Uint8Array>> =>
    loadPart(PARTS[dataset][name], fetchPublic);
  const images = joinImageSets(await part('train-10k'), await part('train-rest'));
  const runtime = await startRuntime('wasm', 1);
  const params = await trainJudge(runtime, images as ImageSet<Uint8Array>, steps, (step, loss) =>
    console.log(`step ${step}: cross-entropy ${loss.toFixed(4)}`),
  );
  const graph = buildJudge();
  const command = `npm run judge -- --dataset ${dataset} --steps ${steps}`;
  const bytes = exportWeights(graph, params, { command }, 'F16');
  // The weights as they are in the file, rounded.
  const rounded = importWeights(graph, bytes);
  const test = await part('test-10k');
  const info: JudgeInfo = {
    command,
    dataset,
    steps,
    accuracy: await accuracyOf(runtime, rounded, test),
    featureScale: await onTfjs(() => featureScale(runtime, rounded, test)),
    weights: {
      file: `${dataset}.safetensors`,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
  };
  await mkdir(JUDGES, { recursive: true });
  await writeFile(join(JUDGES, info.weights.file), bytes);
  await writeFile(join(JUDGES, judgeFileName(dataset)), `${JSON.stringify(info, null, 2)}\n`);
  console.log(JSON.stringify(info, null, 2));
}

/** The quality of what the page draws on opening, or of other digits drawn with the network in public/pretrained/. */
async function measurePretrained(config: RunConfig): Promise<void> {
  const fetchBytes = async (file: string) => new Uint8Array(await readFile(join(pretrainedFolder, file)));
  const info = await loadPretrainedInfo(fetchBytes);
  const pretrained = readPretrained(info, await loadPretrainedPart(info, 'weights', fetchBytes));
  const runtime = await startRuntime('wasm');
  const none = { count: 0, shape: shapeOf(config), images: new Uint8Array(), labels: null };
  const run = buildRun(runtime, config, none, undefined, pretrained);
  const network = freezeForSampling(run, config.weights);
  const test = await new ImageLoader(fetchPublic).heldOut(config, () => {});
  const result = test && (await judged({ process: run.process, network }, config, test));
  if (!result) throw new Error(`There is no judge of '${config.dataset}'.`);
  const { drawn, real } = result;
  const { sampler, samplingSteps, guidanceScale } = config;
  const how = { sampler, samplingSteps, guidanceScale };
  console.log(
    JSON.stringify(
      { judgeDistance: drawn.distance, judgeFloor: real.distance, ...how, drawn, real },
      null,
      2,
    ),
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { ...CONFIG_OPTIONS, measure: { type: 'string' } },
  });
  const { measure, dataset = 'mnist', ...given } = values;
  const steps = Number(given.steps ?? DEFAULT_STEPS);
  if (measure !== undefined) {
    if (measure !== 'pretrained') throw new Error(`--measure takes 'pretrained', not '${measure}'.`);
    return measurePretrained(configOfOptions(given));
  }
  if (!isJudged(dataset)) throw new Error(`--dataset takes ${JUDGED_SETS.join(' or ')}, not '${dataset}'.`);
  if (!Number.isInteger(steps) || steps < 1)
    throw new Error(`--steps takes a whole number, not '${given.steps}'.`);
  await train(dataset, steps);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

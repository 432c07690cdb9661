/** Weights from elsewhere, with what their files say of network and process, as a run that has not begun. */

import { PROCESS_PARAMS } from '../config/params/process.ts';
import { TRAINING_PARAMS } from '../config/params/training.ts';
import { PARAM_NAMES } from '../config/params.ts';
import { parseRunConfig } from '../config/parseRunConfig.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../config/runConfig.ts';
import { classesOf, DATA_SETS, isPlane, shapeOf } from '../data/sets/registry.ts';
import { sizeOf } from '../data/shape.ts';
import { buildNetwork } from '../engine/run/buildNetwork.ts';
import { type NetworkSettings, networkConfig } from '../engine/run/networkConfig.ts';
import { FileRefused } from '../nn/fileRefused.ts';
import { type NamedTensor, readSafetensors } from '../nn/safetensors.ts';
import { withNewAttentionNames } from '../nn/unet/attentionNames.ts';
import { buildUNet } from '../nn/unet/buildUNet.ts';
import { importTensors, meanHalf } from '../nn/weightsFile.ts';
import { packCheckpoint } from '../storage/checkpoint.ts';
import { dataOfShape } from './dataOfShape.ts';
import type { GivenFile } from './givenFile.ts';
import type { Pipeline } from './locate.ts';
import { processOfScheduler } from './matchProcess.ts';
import { type FileNetwork, networkOfConfig, readNetwork } from './networkOfFile.ts';
import { networkOfWeights } from './networkOfWeights.ts';
import { parsePythonJson } from './pythonJson.ts';
import { schedulerConfig } from './schedulerConfig.ts';

interface ReadPipeline extends Omit<Pipeline, 'weights'> {
  /** safetensors: one file, or all parts of it. */
  readonly weights: readonly GivenFile[];
  /** The drawings beside it, in bytes; null where there are none. */
  readonly drawings: Uint8Array | null;
}

interface OpenedPipeline {
  readonly checkpoint: Uint8Array;
  readonly drawings: Uint8Array | null;
  readonly notes: readonly string[];
}

/**
 * @param present the page's settings, for what the files do not tell.
 * @throws FileRefused where network, weights or process are none that the page has.
 */
export function openPipeline(pipeline: ReadPipeline, present: RunConfig): OpenedPipeline {
  const files = pipeline.weights.map(({ bytes }) => readSafetensors(bytes));
  const tensors = withNewAttentionNames(new Map(files.flatMap(file => [...file.tensors])));
  const { metadata } = files[0]!;
  const own = ownSettings(metadata.playground ?? metadata.config ?? pipeline.settings);
  if (own && isPlane(own)) return openPoints(own, tensors, pipeline.notes);
  const network = networkOf(pipeline, tensors, own);
  const data = dataOfShape(network.shape, own);
  const told = own && has(own, network.settings) ? own : null;
  const base = told ?? settingsBeside(present, pipeline.scheduler !== null);
  // What the run's own settings write says nothing that they do not, and less.
  const scheduler = told && isWrittenBy(told, pipeline.scheduler) ? null : pipeline.scheduler;
  const process = scheduler && processOfScheduler(scheduler, told);
  const { config, problems } = parseRunConfig({
    ...base,
    ...process?.settings,
    ...network.settings,
    ...data.settings,
  });
  if (!has(config, network.settings))
    throw new FileRefused(`The page has no network like this one. ${problems.join(' ')}`);
  const pixels = pipeline.drawings;
  const isWhole = pixels !== null && pixels.length > 0 && pixels.length % sizeOf(network.shape) === 0;
  const drawings = config.dataset === 'drawings' && isWhole ? pixels : null;
  // A run on drawings that are not there goes on with other pictures of their shape.
  const standIn = dataOfShape(network.shape, null);
  const graph = buildUNet(networkConfig(config));
  const ema = importTensors(graph, network.learnsVariance ? meanHalf(tensors) : tensors);
  const checkpoint = notBegun(
    config.dataset === 'drawings' && !drawings ? { ...config, ...standIn.settings } : config,
    ema,
  );
  const notes = [
    ...pipeline.notes,
    ...network.notes,
    ...(told || pipeline.scheduler ? [] : [UNTOLD]),
    ...(process?.notes ?? []),
    ...(config.dataset === 'drawings' && !drawings ? [noDrawings(standIn.settings.dataset)] : []),
    ...(data.note ? [data.note] : []),
    ...problems,
  ];
  return { checkpoint, drawings, notes };
}

/** A checkpoint with these weights [P] before any step. */
function notBegun(config: RunConfig, ema: Float32Array): Uint8Array {
  const zeros = new Float32Array(ema.length);
  return packCheckpoint({
    config,
    step: 0,
    params: ema,
    ema,
    adamM: zeros,
    adamV: zeros,
    losses: new Float32Array(0),
    imagesSeen: 0,
    // Nobody knows what these weights were trained on.
    dataSha256: '0'.repeat(64),
    maker: { build: 'unknown', device: 'a file', browser: 'unknown' },
  });
}

/** Weights of a perceptron, which only this page writes, with the run's settings. */
function openPoints(
  own: RunConfig,
  tensors: ReadonlyMap<string, NamedTensor>,
  notes: readonly string[],
): OpenedPipeline {
  return { checkpoint: notBegun(own, importTensors(buildNetwork(own), tensors)), drawings: null, notes };
}

const isWrittenBy = (config: RunConfig, scheduler: Pipeline['scheduler']): boolean =>
  scheduler !== null &&
  Object.entries(schedulerConfig(config)).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(scheduler[name]),
  );

const UNTOLD = 'The file does not say its schedule and target: the page keeps the ones it had.';
const noDrawings = (dataset: RunConfig['dataset']): string =>
  `The drawings of this run (drawings.bin) are not among the files: it opens with ${DATA_SETS[dataset].label}.`;

/** What no file of diffusers tells, and means the same for any network. */
const ALWAYS_KEPT = [...Object.keys(TRAINING_PARAMS), 'samplingSteps', 'sampleCount', 'seed'];
/** What its scheduler tells, where it comes with one. */
const KEPT_WITHOUT_SCHEDULER = [
  ...Object.keys(PROCESS_PARAMS),
  'sampler',
  'eta',
  'solverOrder',
  'spacing',
  'variance',
  'clipX0',
];

function settingsBeside(present: RunConfig, scheduler: boolean): RunConfig {
  const kept = scheduler ? ALWAYS_KEPT : [...ALWAYS_KEPT, ...KEPT_WITHOUT_SCHEDULER];
  const entries = PARAM_NAMES.filter(name => kept.includes(name)).map(name => [name, present[name]]);
  return { ...DEFAULT_CONFIG, ...Object.fromEntries(entries) };
}

/** The run's own settings, where the files have them in this page's words. */
function ownSettings(text: string | null): RunConfig | null {
  if (text === null) return null;
  try {
    const { version: _, ...fields } = parsePythonJson(text) as Record<string, unknown>;
    return parseRunConfig(fields).config;
  } catch {
    return null;
  }
}

/** As its config says, as the run's own settings say, or as names and shapes do. */
function networkOf(
  { unet }: ReadPipeline,
  tensors: ReadonlyMap<string, NamedTensor>,
  own: RunConfig | null,
): FileNetwork {
  const theirs = own ?? DEFAULT_CONFIG;
  const labels = (classesOf(theirs)?.length ?? 0) + 1;
  if (unet) return readNetwork(unet, labels);
  if (own) return networkOfConfig(networkConfig(own), labels);
  const { unet: found, note } = networkOfWeights(tensors, shapeOf(theirs).width);
  const network = networkOfConfig(found, labels);
  return { ...network, notes: [note, ...network.notes] };
}

const has = (config: RunConfig, network: NetworkSettings): boolean =>
  (Object.keys(network) as (keyof NetworkSettings)[]).every(name => config[name] === network[name]);

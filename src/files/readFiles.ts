/** Reads the user's files as a run that can be opened, or throws an error that says why not. */
import { strFromU8 } from 'fflate';
import { parseRunConfig } from '../config/parseRunConfig.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../config/runConfig.ts';
import { sameNetwork } from '../config/sameNetwork.ts';
import { PIXELS, SIDE } from '../data/imageSet.ts';
import type { Shape } from '../data/shape.ts';
import { type NetworkSettings, networkConfig } from '../engine/run/networkConfig.ts';
import { FileRefused } from '../nn/fileRefused.ts';
import { type NamedTensor, readSafetensors } from '../nn/safetensors.ts';
import { buildUNet } from '../nn/unet/buildUNet.ts';
import { importTensors, meanHalf } from '../nn/weightsFile.ts';
import { CheckpointError, hashOf, packCheckpoint, unpackCheckpoint } from '../storage/checkpoint.ts';
import type { PortableRun } from '../storage/portableRun.ts';
import type { GivenFile } from './givenFile.ts';
import { processOfScheduler } from './matchProcess.ts';
import {
  CHECKPOINT,
  DRAWINGS,
  MAX_FILE_BYTES,
  RUN_NOTE,
  SCHEDULER_CONFIG,
  SETTINGS,
  UNET_CONFIG,
  UNET_WEIGHTS,
} from './names.ts';
import { type FileNetwork, networkOfConfig, readNetwork } from './networkOfFile.ts';
import { networkOfWeights } from './networkOfWeights.ts';
import { parsePythonJson } from './pythonJson.ts';
import { isZip, unzip } from './unzip.ts';

export interface OpenedFile extends PortableRun {
  /** What was changed or ignored, a sentence each. */
  readonly notes: readonly string[];
}

const WANTED = [
  RUN_NOTE,
  CHECKPOINT,
  DRAWINGS,
  SETTINGS,
  UNET_CONFIG,
  UNET_WEIGHTS,
  SCHEDULER_CONFIG,
] as const;
type Wanted = (typeof WANTED)[number];

/**
 * Reads a run's file, a pipeline's folder (zipped, or its files), or a file of weights.
 *
 * @param present the settings to use if the files have none.
 * @throws FileRefused, CheckpointError with what is wrong. Never anything else.
 */
export function readFiles(files: readonly GivenFile[], present: RunConfig): OpenedFile {
  if (files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) > MAX_FILE_BYTES) {
    throw new FileRefused(`A run has at most ${MAX_FILE_BYTES / 2 ** 20} MiB: this is more`);
  }
  const [only] = files;
  const archive = files.length === 1 && only && isZip(only) ? only : null;
  const found = locate(archive ? unzip(archive, isWanted) : files);
  const name = nameOf(archive ?? found.get(UNET_WEIGHTS) ?? only);
  const checkpoint = found.get(CHECKPOINT);
  if (checkpoint)
    return { ...readRun(checkpoint, found.get(RUN_NOTE), found.get(DRAWINGS), name), notes: [] };
  const weights = found.get(UNET_WEIGHTS);
  if (!weights) {
    throw new FileRefused(
      'No run and no weights are in this: a .zip saved here, a diffusers folder or a .safetensors file would do',
    );
  }
  if (isCheckpoint(weights)) return { ...readRun(weights, undefined, undefined, name), notes: [] };
  return readWeights(weights, found, present, name);
}

const placeOf = (path: string): Wanted | null => {
  const clean = path.replaceAll('\\', '/');
  const exact = WANTED.find(wanted => clean === wanted || clean.endsWith(`/${wanted}`));
  if (exact) return exact;
  // Files dropped without their folder have no paths.
  const base = clean.split('/').at(-1)!;
  if (base === 'config.json') return UNET_CONFIG;
  if (base === 'scheduler_config.json') return SCHEDULER_CONFIG;
  return null;
};

const isWanted = (path: string): boolean => placeOf(path) !== null;

function locate(files: readonly GivenFile[]): Map<Wanted, GivenFile> {
  const found = new Map<Wanted, GivenFile>();
  for (const file of files) {
    const place = placeOf(file.path);
    if (place && !found.has(place)) found.set(place, file);
  }
  const loose = files.filter(({ path }) => path.endsWith('.safetensors') && placeOf(path) === null);
  if (!found.has(UNET_WEIGHTS) && !found.has(CHECKPOINT) && loose.length === 1)
    found.set(UNET_WEIGHTS, loose[0]!);
  return found;
}

const nameOf = (file: GivenFile | undefined): string =>
  (file?.path.split(/[\\/]/).at(-1) ?? 'A file').replace(/\.(zip|safetensors)$/, '').slice(0, 80);

function isCheckpoint({ bytes }: GivenFile): boolean {
  return readSafetensors(bytes).metadata.format === 'diffusion-playground-checkpoint';
}

function readRun(
  checkpoint: GivenFile,
  note: GivenFile | undefined,
  drawingsFile: GivenFile | undefined,
  fileName: string,
): PortableRun {
  const { config } = unpackCheckpoint(checkpoint.bytes);
  const told = note ? (parseJson(note) as Record<string, unknown> | null) : null;
  if (told && told.sha256 !== hashOf(checkpoint.bytes)) {
    throw new CheckpointError('The run in this file has been changed since it was saved.');
  }
  const drawings = drawingsFile?.bytes ?? null;
  if (config.dataset === 'drawings') {
    if (!drawings || !areDrawings(drawings)) {
      throw new CheckpointError('The run was trained on drawings, which the file does not hold.');
    }
    if (told && told.drawingsSha256 !== hashOf(drawings)) {
      throw new CheckpointError('The drawings in this file have been changed since it was saved.');
    }
  }
  const name = typeof told?.name === 'string' && told.name ? told.name.slice(0, 80) : fileName;
  return { name, checkpoint: checkpoint.bytes, drawings: config.dataset === 'drawings' ? drawings : null };
}

const areDrawings = ({ length }: Uint8Array): boolean => length > 0 && length % PIXELS === 0;

function readWeights(
  weights: GivenFile,
  found: ReadonlyMap<Wanted, GivenFile>,
  present: RunConfig,
  name: string,
): OpenedFile {
  const notes: string[] = [];
  const unet = found.get(UNET_CONFIG);
  const { tensors, metadata } = readSafetensors(weights.bytes);
  const {
    settings: network,
    shape,
    learnsVariance,
    notes: said,
  } = unet ? readNetwork(parseJson(unet)) : guessed(tensors);
  notes.push(...said);
  refuseShape(shape);
  const settings = found.get(SETTINGS);
  const told = metadata.playground ?? metadata.config ?? (settings && strFromU8(settings.bytes));
  const scheduler = found.get(SCHEDULER_CONFIG);
  const own = base(told, present, network, notes);
  const process = scheduler && processOfScheduler(parseJson(scheduler), own);
  notes.push(...(process?.notes ?? []));
  const { config, problems } = parseRunConfig({ ...own, ...process?.settings, ...network });
  const kept = (Object.keys(network) as (keyof NetworkSettings)[]).every(
    name => config[name] === network[name],
  );
  if (!kept) throw new FileRefused(`The page has no network like this one. ${problems.join(' ')}`);
  const given = found.get(DRAWINGS)?.bytes;
  const drawings = config.dataset === 'drawings' && given && areDrawings(given) ? given : null;
  const ema = importTensors(buildUNet(networkConfig(config)), learnsVariance ? meanHalf(tensors) : tensors);
  const zeros = new Float32Array(ema.length);
  const checkpoint = packCheckpoint({
    config: { ...config, dataset: drawings ? 'drawings' : 'mnist' },
    step: 0,
    params: ema,
    ema,
    adamM: zeros,
    adamV: zeros,
    losses: new Float32Array(0),
    imagesSeen: 0,
    // It is unknown what these weights were trained on.
    dataSha256: '0'.repeat(64),
    maker: { build: 'unknown', device: 'a file', browser: 'unknown' },
  });
  return { name, checkpoint, drawings, notes: [...notes, ...problems] };
}

function guessed(tensors: ReadonlyMap<string, NamedTensor>): FileNetwork {
  const { unet, note } = networkOfWeights(tensors, SIDE);
  const network = networkOfConfig(unet);
  return { ...network, notes: [note, ...network.notes] };
}

function refuseShape({ height, width, channels }: Shape): void {
  if (height === SIDE && width === SIDE && channels === 1) return;
  throw new FileRefused(
    `The network draws pictures of ${height} × ${width} in ${channels} channels; here they are ${SIDE} × ${SIDE} and grey`,
  );
}

/** The file's settings, or else the page's. */
function base(
  told: string | undefined,
  present: RunConfig,
  network: NetworkSettings,
  notes: string[],
): RunConfig {
  if (told) {
    const { version: _, ...fields } = (parseText(told, 'The file’s own settings') ?? {}) as Record<
      string,
      unknown
    >;
    const { config } = parseRunConfig(fields);
    if (sameNetwork({ ...config, ...network }, config)) return config;
  }
  notes.push(
    'The file does not give its schedule and target in a form this page knows; missing settings are the page’s own.',
  );
  return { ...DEFAULT_CONFIG, ...present };
}

const parseJson = ({ path, bytes }: GivenFile): unknown => parseText(strFromU8(bytes), `“${path}”`);

function parseText(text: string, what: string): unknown {
  try {
    return parsePythonJson(text);
  } catch {
    throw new FileRefused(`${what} cannot be read: it is not JSON`);
  }
}

/** Which of somebody's files are a run, a network, its weights and its scheduler, in whatever folders they lie. */
import { strFromU8 } from 'fflate';
import { FileRefused } from '../nn/fileRefused.ts';
import { baseName, folderOf, type LazyFile } from './lazyFile.ts';
import { parsePythonJson } from './pythonJson.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Pipeline {
  /** One file, or all parts of it. */
  readonly weights: readonly LazyFile[];
  readonly unet: Json | null;
  readonly scheduler: Json | null;
  /** The settings that a run of this page leaves beside its weights, as text. */
  readonly settings: string | null;
  /** What was passed over, a sentence each. */
  readonly notes: readonly string[];
}

interface JsonFile {
  readonly file: LazyFile;
  readonly json: Json;
}

const MAX_JSON_BYTES = 4 * 2 ** 20;
const RAW = 'raw_weights.safetensors';
const AVERAGE = /(^|\/)unet_ema\/$/;
/** Folders of a pipeline, which lie side by side. */
const PART = /(^|\/)(unet|unet_ema|scheduler)\/$/;

const isSafetensors = ({ path }: LazyFile) => path.endsWith('.safetensors');
const rootOf = (folder: string): string => folder.replace(PART, '$1');
const depthOf = (folder: string): number => rootOf(folder).split('/').length;
const checkpointOf = (folder: string): number => Number(/checkpoint-(\d+)\//.exec(folder)?.[1] ?? 0);

const isNetwork = ({ _class_name: kind, block_out_channels: widths }: Json): boolean =>
  Array.isArray(widths) && (kind === undefined || String(kind).startsWith('UNet'));
const isScheduler = ({ _class_name: kind, ...fields }: Json): boolean =>
  String(kind).endsWith('Scheduler') || ('num_train_timesteps' in fields && 'beta_schedule' in fields);
const isSettings = (json: Json): boolean => 'schedule' in json && 'samplingSteps' in json;

/** Null where no weights are among them. @throws FileRefused where they are several, or not whole. */
export function locatePipeline(files: readonly LazyFile[]): Pipeline | null {
  const jsons = files.filter(({ path }) => path.endsWith('.json')).flatMap(readJson);
  const networks = jsons.filter(({ json }) => isNetwork(json));
  const all = files.filter(isSafetensors);
  const kept = all.length > 1 ? all.filter(file => baseName(file) !== RAW) : all;
  const folders = [...new Set(kept.map(folderOf))];
  const within = (folder: string) => networks.find(({ file }) => folderOf(file) === folder);
  const [best, ...others] = folders.sort(
    (a, b) =>
      Number(!!within(b)) - Number(!!within(a)) ||
      depthOf(a) - depthOf(b) ||
      checkpointOf(b) - checkpointOf(a) ||
      Number(AVERAGE.test(b)) - Number(AVERAGE.test(a)),
  );
  if (best === undefined) return null;
  const nearest = (are: (json: Json) => boolean) =>
    jsons.filter(({ json }) => are(json)).sort((a, b) => distance(a.file, best) - distance(b.file, best))[0];
  const unet = within(best) ?? (networks.length === 1 ? networks[0] : undefined);
  const settings = nearest(isSettings);
  return {
    weights: weightsOf(kept.filter(file => folderOf(file) === best)),
    unet: unet?.json ?? null,
    scheduler: nearest(isScheduler)?.json ?? null,
    settings: settings ? JSON.stringify(settings.json) : null,
    notes: passedOver(best, others.filter(within)),
  };
}

const distance = (file: LazyFile, folder: string): number =>
  rootOf(folderOf(file)) === rootOf(folder) ? 0 : depthOf(folderOf(file));

function passedOver(best: string, others: readonly string[]): string[] {
  const beside = others.filter(folder => rootOf(folder) === rootOf(best));
  if (AVERAGE.test(best) && beside.length > 0)
    return ['The averaged weights (unet_ema) are opened, and not the raw ones beside them (unet).'];
  const elsewhere = others.filter(folder => rootOf(folder) !== rootOf(best));
  return elsewhere.length > 0
    ? [`The network in “${best}” is opened; there is also “${elsewhere.join('”, “')}”.`]
    : [];
}

const PIECE = /-(\d+)-of-(\d+)(?:\.\w+)?\.safetensors$/;
const LESSER = /\.(fp16|bf16|non_ema)[.-]/;
const USUAL = /^(diffusion_pytorch_model|model)\b/;

/** Of one folder: the whole file rather than its pieces, full precision rather than half. */
function weightsOf(files: readonly LazyFile[]): readonly LazyFile[] {
  const usual = files.filter(file => USUAL.test(baseName(file)));
  const those = usual.length > 0 ? usual : files;
  const full = those.filter(file => !LESSER.test(baseName(file)));
  const precise = full.length > 0 ? full : those;
  const whole = precise.filter(file => !PIECE.test(baseName(file)));
  if (whole.length === 1) return whole;
  if (whole.length > 1) {
    const names = whole.map(baseName).join('”, “');
    throw new FileRefused(`Several files of weights lie side by side, and one is opened: “${names}”`);
  }
  const of = Number(PIECE.exec(baseName(precise[0]!))![2]);
  const numbers = new Set(precise.map(file => Number(PIECE.exec(baseName(file))![1])));
  const missing = Array.from({ length: Math.min(of, 1000) }, (_, i) => i + 1).find(n => !numbers.has(n));
  if (missing !== undefined)
    throw new FileRefused(`The weights are in ${of} pieces, and piece ${missing} is missing`);
  return precise;
}

function readJson(file: LazyFile): JsonFile[] {
  const json = file.size <= MAX_JSON_BYTES ? parsed(strFromU8(file.read())) : undefined;
  if (json === undefined && baseName(file).endsWith('config.json'))
    throw new FileRefused(`“${file.path}” cannot be read: it is not JSON`);
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? [{ file, json: json as Json }]
    : [];
}

function parsed(text: string): unknown {
  try {
    return parsePythonJson(text);
  } catch {
    return undefined;
  }
}

/**
 * What the page makes of files of runs and networks, and of pictures as drawings, one JSON line each:
 * `npm run inspect -- FILES...`. A folder is opened as one run.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MODEL_PARAMS } from '../src/config/params/model.ts';
import { PROCESS_PARAMS } from '../src/config/params/process.ts';
import { SAMPLING_PARAMS } from '../src/config/params/sampling.ts';
import { isUsed, PARAM_NAMES } from '../src/config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import { DataError } from '../src/data/dataError.ts';
import { isPictureName } from '../src/data/fileNames.ts';
import { blank, checkHeader, headerNote } from '../src/data/pictureHeader.ts';
import { shapeOf } from '../src/data/sets/registry.ts';
import { toDrawing } from '../src/data/toDrawing.ts';
import type { GivenFile } from '../src/files/givenFile.ts';
import { readFiles } from '../src/files/readFiles.ts';
import { unpackCheckpoint } from '../src/storage/checkpoint.ts';
import { decodePicture } from './decodePicture.ts';
import { isCommand } from './isCommand.ts';

/** The file, or all files of the folder with the folder's own name before theirs. */
function given(path: string): GivenFile[] {
  if (!statSync(path).isDirectory()) return [{ path: basename(path), bytes: read(path) }];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(path, name)).isFile())
    .map(name => ({ path: join(basename(path), name), bytes: read(join(path, name)) }));
}

const read = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path));

/** The settings that are used, given the others. */
const part = (config: RunConfig, params: object): Partial<RunConfig> =>
  Object.fromEntries(
    PARAM_NAMES.filter(name => name in params && isUsed(name, config)).map(name => [name, config[name]]),
  );

/** Of a picture: what it becomes as a drawing of the default size, and how much of it is ink, in 0..1. */
async function inspectPicture(file: string): Promise<Record<string, unknown>> {
  const name = basename(file);
  const bytes = read(file);
  const note = headerNote(name, checkHeader(name, bytes));
  const { rgba, width, height } = await decodePicture(name, bytes);
  const shape = shapeOf(DEFAULT_CONFIG);
  const drawing = toDrawing(Uint8ClampedArray.from(rgba), width, height, shape);
  if (!drawing) throw blank(name);
  const ink = drawing.reduce((sum, value) => sum + value, 0) / 255 / drawing.length;
  const sentence = note ?? `${name} becomes a drawing`;
  return { file, opens: true, sentence, shape: [shape.height, shape.width, shape.channels], ink };
}

const isPicture = (file: string): boolean => isPictureName(file) && statSync(file).isFile();

/** One line's content. */
export async function inspect(file: string): Promise<Record<string, unknown>> {
  try {
    if (isPicture(file)) return await inspectPicture(file);
    const { checkpoint, notes, name } = readFiles(given(file), DEFAULT_CONFIG);
    const { config, ema, step } = unpackCheckpoint(checkpoint);
    return {
      file,
      opens: true,
      sentence: `“${name}” opens at step ${step}`,
      network: part(config, MODEL_PARAMS),
      process: part(config, { ...PROCESS_PARAMS, ...SAMPLING_PARAMS }),
      notes,
      firstWeight: ema[0],
    };
  } catch (error) {
    const advice = error instanceof DataError ? ` ${error.advice}` : '';
    return { file, opens: false, sentence: `${(error as Error).message}${advice}`, notes: [] };
  }
}

if (isCommand(import.meta.filename)) {
  for (const file of process.argv.slice(2)) console.log(JSON.stringify(await inspect(file)));
}

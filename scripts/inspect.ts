/** What the page makes of files of runs and networks, a JSON line each: `npm run inspect -- FILES...`. A folder is opened as one. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MODEL_PARAMS } from '../src/config/params/model.ts';
import { PROCESS_PARAMS } from '../src/config/params/process.ts';
import { SAMPLING_PARAMS } from '../src/config/params/sampling.ts';
import { isUsed, PARAM_NAMES } from '../src/config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import type { GivenFile } from '../src/files/givenFile.ts';
import { readFiles } from '../src/files/readFiles.ts';
import { unpackCheckpoint } from '../src/storage/checkpoint.ts';
import { isCommand } from './isCommand.ts';

/** The file, or all files of the folder with the folder's own name before theirs. */
function given(path: string): GivenFile[] {
  if (!statSync(path).isDirectory()) return [{ path: basename(path), bytes: read(path) }];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(path, name)).isFile())
    .map(name => ({ path: join(basename(path), name), bytes: read(join(path, name)) }));
}

const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));

/** The settings that are used, given the others. */
const part = (config: RunConfig, params: object): Partial<RunConfig> =>
  Object.fromEntries(
    PARAM_NAMES.filter(name => name in params && isUsed(name, config)).map(name => [name, config[name]]),
  );

/** One line's content. */
export function inspect(file: string): Record<string, unknown> {
  try {
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
    return { file, opens: false, sentence: (error as Error).message, notes: [] };
  }
}

if (isCommand(import.meta.filename)) {
  for (const file of process.argv.slice(2)) console.log(JSON.stringify(inspect(file)));
}

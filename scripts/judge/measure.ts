/** The quality of a network's pictures beside that of real ones, for commands. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunConfig } from '../../src/config/runConfig.ts';
import type { FetchBytes } from '../../src/data/fetchBytes.ts';
import type { ImageSet } from '../../src/data/imageSet.ts';
import { isJudged } from '../../src/data/judgedSets.ts';
import { drawMany } from '../../src/engine/sampling/drawMany.ts';
import type { Denoiser } from '../../src/engine/sampling/keptDenoiser.ts';
import { Judge } from '../../src/quality/judge.ts';
import { loadJudge } from '../../src/quality/judgeFile.ts';
import {
  meanQuality,
  type Quality,
  qualityOf,
  type RealReading,
  realReading,
} from '../../src/quality/quality.ts';
import { realSets } from '../../src/quality/realSets.ts';
import { onBackend } from '../../src/runtime/tfjs/onBackend.ts';
import { startWasmBackend } from '../../src/runtime/tfjs/wasmBackend.ts';

const root = join(import.meta.dirname, '../..');
const WASM = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/');

export const JUDGES = join(root, 'public/judge');
export const fetchJudge: FetchBytes = async file => new Uint8Array(await readFile(join(JUDGES, file)));

/** Does work that computes with tfjs. */
export const onTfjs = <T>(work: () => Promise<T>): Promise<T> =>
  onBackend(() => startWasmBackend(WASM), work);

export interface Judged {
  readonly drawn: Quality;
  /** Of as many real pictures. */
  readonly real: Quality;
}

/**
 * Draws as many pictures as there are real ones to compare with. A network with classes is asked for the classes of those.
 *
 * @param test pictures that the network was not trained on.
 * @returns null where the data set has no judge.
 */
export async function judged(denoiser: Denoiser, config: RunConfig, test: ImageSet): Promise<Judged | null> {
  if (!isJudged(config.dataset)) return null;
  const judge = new Judge(await loadJudge(config.dataset, fetchJudge));
  const { count, sets } = realSets(test);
  const asked = config.classConditional ? sets[0]!.labels : null;
  const { pictures } = await finished(drawMany(denoiser, { config, count, asked }));
  return onTfjs(async () => {
    const real: RealReading[] = [];
    for (const set of sets) real.push(await realReading(await judge.read(set.pictures)));
    const floors: Quality[] = [];
    for (const [i, set] of sets.entries()) {
      const others = real.filter((_, j) => j !== i);
      floors.push(await qualityOf(real[i]!, others, set.labels));
    }
    return {
      drawn: await qualityOf(await judge.read(pictures), real, asked),
      real: meanQuality(floors),
    };
  });
}

/** What a generator returns at its end. */
async function finished<T>(work: AsyncGenerator<unknown, T>): Promise<T> {
  for (;;) {
    const { done, value } = await work.next();
    if (done) return value;
  }
}

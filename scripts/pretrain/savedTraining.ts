/** A training run that takes half an hour, saved to disk now and then, so that stopping it costs little. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readSafetensors, writeSafetensors } from '../../src/nn/safetensors.ts';
import type { TrainingState } from '../../src/runtime/networkRuntime.ts';

const VECTORS = ['params', 'ema', 'adamM', 'adamV'] as const;

/** @param link the run's settings: a state saved with other settings is not continued. */
export async function loadTraining(path: string, link: string): Promise<TrainingState | undefined> {
  if (!existsSync(path)) return undefined;
  const { tensors, metadata } = readSafetensors(new Uint8Array(await readFile(path)));
  if (metadata.link !== link) return undefined;
  const [params, ema, adamM, adamV] = VECTORS.map(name => tensors.get(name)!.data);
  return { step: Number(metadata.step), params: params!, ema: ema!, adamM: adamM!, adamV: adamV! };
}

export async function saveTraining(path: string, link: string, state: TrainingState): Promise<void> {
  const tensors = new Map(
    VECTORS.map(name => [name, { shape: [state[name].length], data: state[name] }] as const),
  );
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.unfinished`, writeSafetensors(tensors, { link, step: String(state.step) }));
  await rename(`${path}.unfinished`, path);
}

/** The runs whose pictures and losses are shown in the experiment “Failures worth seeing”, broken and healthy. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { loadPretrainedInfo, loadPretrainedPart } from '../../src/data/pretrained.ts';
import { type BuiltRun, buildRun } from '../../src/engine/run/buildRun.ts';
import { ImageLoader } from '../../src/engine/run/loadImages.ts';
import { type PretrainedFile, readPretrained } from '../../src/engine/run/pretrained.ts';
import { stepSettings } from '../../src/engine/training/stepSettings.ts';
import { trainingBatch } from '../../src/engine/training/trainingBatch.ts';
import { FAILURES, type Shows } from '../../src/experiments/failures/failures.ts';
import type { Runtime } from '../../src/runtime/networkRuntime.ts';
import { fetchPublic } from '../runtimes.ts';

export interface RecordedRun {
  readonly id: string;
  readonly config: RunConfig;
  readonly shows: Shows;
  /** Whether it is trained, or the pretrained network draws. */
  readonly trains: boolean;
}

/** Each once, though several failures are compared with the same healthy run. */
export const RECORDED_RUNS: readonly RecordedRun[] = [
  ...new Map(
    FAILURES.flatMap(({ id, config, healthy, shows, begins }) =>
      [{ id, config }, healthy].map(run => ({
        id: run.id,
        config: { ...DEFAULT_CONFIG, ...run.config },
        shows,
        trains: begins === 'training',
      })),
    ).map(run => [run.id, run]),
  ).values(),
];

const fromPretrained = async (file: string) =>
  new Uint8Array(await readFile(join(import.meta.dirname, '../../public/pretrained', file)));

async function pretrainedFile(): Promise<PretrainedFile> {
  const info = await loadPretrainedInfo(fromPretrained);
  return readPretrained(info, await loadPretrainedPart(info, 'weights', fromPretrained));
}

export async function openRecorded(runtime: Runtime, { config, trains }: RecordedRun): Promise<BuiltRun> {
  const images = await new ImageLoader(fetchPublic).load(config, null, () => {});
  return buildRun(runtime, config, images, undefined, trains ? null : await pretrainedFile());
}

/** Trains until `steps`, and yields the loss of each step. */
export async function trainTo(
  { config, images, process, network }: BuiltRun,
  steps: number,
): Promise<number[]> {
  const losses: number[] = [];
  while (network.step < steps) {
    const { step } = network;
    const draw = () => trainingBatch(config, images, process, step);
    losses.push(
      (
        await network.train(
          { size: config.batchSize, source: null, draw },
          stepSettings(config, network.step),
        )
      ).loss,
    );
  }
  return losses;
}

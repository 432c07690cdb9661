/** The reverse process that plays before the engine is ready: recorded by `npm run pretrain` from the pretrained network. */
import { parseRunConfig } from '../../config/parseRunConfig.ts';
import type { FetchBytes } from '../../data/fetchBytes.ts';
import { unpackGuesses } from '../../data/guessesFile.ts';
import { gunzip } from '../../data/gunzip.ts';
import { bytesToUnit } from '../../data/normalise.ts';
import { loadPretrainedInfo, loadPretrainedPart } from '../../data/pretrained.ts';
import { isPlane, shapeOf } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import { makeProcess } from '../../diffusion/process.ts';
import { type ReplayedStep, replay } from '../../diffusion/replay.ts';
import { samplerTable } from '../../diffusion/samplers/samplerTable.ts';
import { gaussians } from '../../math/random.ts';
import type { Context } from '../context.ts';
import type { AppState } from '../state.ts';
import { hasOwnWeights } from '../training/runState.ts';
import { type RecordedFrame, type RecordedProcess, toBytes } from './frames.ts';

/** Null once a network has been trained, whose pictures it does not show, and beside points. */
export const recordingInView = ({
  recorded,
  run,
  config,
}: Pick<AppState, 'recorded' | 'run' | 'config'>): RecordedProcess | null =>
  hasOwnWeights(run) || isPlane(config) ? null : recorded;

export async function loadRecorded({ set }: Context, fetchBytes: FetchBytes): Promise<void> {
  try {
    set({ recorded: await readRecorded(fetchBytes) });
  } catch (error) {
    console.warn('No recorded process:', error);
  }
}

/** @throws DataError if the files cannot be loaded or are damaged. */
export async function readRecorded(fetchBytes: FetchBytes): Promise<RecordedProcess> {
  const info = await loadPretrainedInfo(fetchBytes);
  const packed = await loadPretrainedPart(info, 'recording', fetchBytes);
  const { config } = parseRunConfig(info.recordedWith);
  const rows = samplerTable(makeProcess(config), { ...config, steps: config.samplingSteps });
  const shape = shapeOf(config);
  const size = config.sampleCount * sizeOf(shape);
  const plain = await gunzip(packed, rows.length * size, info.recording.file, 'Everything else works.');
  const bytes = unpackGuesses(plain, size);
  const x0HatOf = (seq: number) => bytesToUnit(bytes.subarray(seq * size, (seq + 1) * size));
  const noise = (step: number) => gaussians(config.seed, 'sample', step, new Float32Array(size));
  const frames = framesOf(replay(rows, x0HatOf, noise(0), seq => noise(seq + 1)));
  const known: RecordedFrame[] = [];
  // All of them at once would hold the page up while it opens.
  const frame = (index: number): RecordedFrame => {
    while (known.length <= index) known.push(frames.next().value!);
    return known[index]!;
  };
  return { count: config.sampleCount, shape, length: rows.length + 1, frame, trainedSteps: info.steps };
}

function* framesOf(steps: Iterable<ReplayedStep>): Generator<RecordedFrame, void> {
  let last: ReplayedStep | null = null;
  for (const step of steps) {
    yield { t: step.row.t, xt: toBytes(step.xt, 1), x0Hat: toBytes(step.x0Hat, 1) };
    last = step;
  }
  if (last) yield { t: null, xt: toBytes(last.xPrev, 1), x0Hat: toBytes(last.x0Hat, 1) };
}

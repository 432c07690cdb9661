import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { SampleFrame } from '../../src/engine/sampling/sample.ts';
import { Reports } from '../../src/engine/turns/reports.ts';
import { type Context, createContext } from '../../src/store/context.ts';
import type { EngineRemote } from '../../src/store/engine/engineLine.ts';
import { createNotices } from '../../src/store/notices/notices.ts';
import { createSampling, type SamplingActions } from '../../src/store/sampling/sampling.ts';
import type { Sampling } from '../../src/store/state.ts';
import { freshRun } from '../../src/store/training/runState.ts';
import { CallFailed } from '../../src/wire/bridge.ts';
import { PIXELS } from '../data/mnistSize.ts';
import { ticks } from './appHarness.ts';

const row = { t: 9, modelTime: 9, signal: 0, noise: 1, signalPrev: 1, noisePrev: 0 } as const;
const coefficients = { cXt: 0, cX0: 1, cX0Prev: 0, cX0Prev2: 0, cEps: 0, cNoise: 0 } as const;

/** A sampling on the engine's side. */
interface Asked {
  readonly config: RunConfig;
  readonly runId: number;
  readonly frames: Reports<SampleFrame>;
  readonly signal: AbortSignal;
}

let context: Context;
let sampling: SamplingActions;
let asked: Asked[];
let fails: CallFailed | null;

beforeEach(() => {
  asked = [];
  fails = null;
  const engine = {
    async *sample(order: { runId: number; config: RunConfig }, { signal }: { signal: AbortSignal }) {
      if (fails) throw fails;
      const frames = new Reports<SampleFrame>();
      asked.push({ ...order, frames, signal });
      yield* frames.stream(signal);
    },
  };
  const created = createContext(() => engine as unknown as EngineRemote);
  ({ context } = created);
  sampling = createSampling(context, createNotices(context), work => work());
  created.start();
});

/** One of two frames, of one picture with the same value everywhere. */
async function arrive(index: number, seq: number, value: number): Promise<void> {
  const filled = () => new Float32Array(PIXELS).fill(value);
  const images = { xt: filled(), x0Hat: filled(), epsHat: filled(), xPrev: filled(), z: null };
  const { frames } = asked[index]!;
  frames.push({ seq, total: 2, row: { ...row, ...coefficients }, count: 1, ...images });
  if (seq === 1) frames.end();
  await ticks(3);
}

async function begin(request: Parameters<SamplingActions['sample']>[0] = {}): Promise<number> {
  sampling.sample(request);
  await ticks(3);
  return asked.length - 1;
}

const of = (slot: string): Sampling | undefined => context.get().samplings[slot];

describe('samplings', () => {
  it('keeps the frames of two slots apart', async () => {
    const left = await begin({ slot: 'left' });
    const right = await begin({ slot: 'right', changes: { eta: 1 } });
    await arrive(left, 0, 1);
    await arrive(right, 0, -1);
    await arrive(left, 1, 1);
    expect(of('left')!.frames.map(({ seq }) => seq)).toEqual([0, 1]);
    expect(of('right')!.frames.map(({ seq }) => seq)).toEqual([0]);
    expect(of('left')!.result?.[0]).toBe(255);
    expect(of('right')!.frames[0]!.pictures.xt[0]).toBe(0);
    expect([of('left')!.status, of('right')!.status]).toEqual(['finished', 'running']);
    expect(of('main')).toBeUndefined();
  });

  it('ends a sampling whose slot has a newer one, and takes nothing of it any more', async () => {
    const old = await begin();
    const now = await begin();
    expect(asked[old]!.signal.aborted).toBe(true);
    await arrive(old, 0, 1);
    expect(of('main')).toMatchObject({ frames: [], status: 'running' });
    await arrive(now, 0, 1);
    expect(of('main')!.frames).toHaveLength(1);
  });

  it('is cancelled with the frames that it has', async () => {
    const index = await begin();
    await arrive(index, 0, 1);
    sampling.cancelSample();
    await ticks(3);
    expect(asked[index]!.signal.aborted).toBe(true);
    expect(of('main')).toMatchObject({ status: 'cancelled', result: null });
    expect(of('main')!.frames).toHaveLength(1);
  });

  it('ends where the engine fails, which is said', async () => {
    fails = new CallFailed({
      kind: 'other',
      message: 'The weights of step 7 are not kept any more.',
      advice: '',
    });
    await begin({ rest: { weightsOf: 7 } });
    expect(of('main')!.status).toBe('cancelled');
    expect(context.get().told.map(({ message }) => message)).toEqual([fails.message]);
  });

  it('keeps numbers beside pictures where they are gone on from or compared', async () => {
    const original = await begin({ slot: 'original', keeps: 'numbers' });
    const main = await begin();
    await arrive(original, 1, 0.3);
    await arrive(main, 1, 0.3);
    expect(of('original')!.frames[0]!.numbers?.xt[0]).toBe(Math.fround(0.3));
    expect(of('original')!.resultNumbers?.[0]).toBe(Math.fround(0.3));
    expect(of('main')!.frames[0]!.numbers).toBeNull();
  });

  it('keeps the newest frame only where nobody scrubs', async () => {
    const index = await begin({ slot: 'number', keeps: 'newest' });
    await arrive(index, 0, 0.1);
    await arrive(index, 1, 0.3);
    expect(of('number')!.frames.map(({ seq }) => seq)).toEqual([1]);
    expect(of('number')!.resultNumbers?.[0]).toBe(Math.fround(0.3));
  });

  it('keeps the settings that it was made with, whatever is chosen later', async () => {
    const index = await begin({ changes: { samplingSteps: 7 } });
    context.set({ config: { ...DEFAULT_CONFIG, sampler: 'ddim', samplingSteps: 3, T: 100 } });
    await arrive(index, 0, 1);
    const made = { ...DEFAULT_CONFIG, samplingSteps: 7 };
    expect(of('main')!.config).toEqual(made);
    expect(asked[index]!.config).toEqual(made);
    context.set({ config: { ...DEFAULT_CONFIG, guidanceScale: 2 } });
    expect(of('main')!.config).toEqual(made);
  });
});

describe('who drew', () => {
  const ready = {
    dataset: { name: 'mnist', count: 10_000, hasLabels: true },
    model: { parameters: 1, flopsPerImage: 1 },
    pretrained: { steps: 20_000, evaluationLoss: 0.1 },
  } as const;

  it('is the pretrained network before the first step, and the run’s own after it', async () => {
    context.patch('run', { ready });
    await begin({ slot: 'before' });
    context.patch('run', { step: 5 });
    await begin({ slot: 'after' });
    await begin({ slot: 'past', rest: { weightsOf: 2 } });
    expect(of('before')!.maker).toMatchObject({ step: 0, pretrained: ready.pretrained });
    expect(of('after')!.maker).toMatchObject({ step: 5, pretrained: null });
    expect(of('past')!.maker).toMatchObject({ step: 2, pretrained: null });
    // Earlier samples are still labelled as such.
    expect(of('before')!.maker.pretrained).toEqual(ready.pretrained);
  });

  it('is told of a run that was opened from a file, or has a name', async () => {
    context.patch('run', { from: 'file', name: 'From afar', step: 0 });
    await begin({ slot: 'given' });
    context.patch('run', { step: 3 });
    await begin({ slot: 'trained' });
    expect(of('given')!.maker).toMatchObject({ fromFile: true, name: 'From afar', step: 0 });
    expect(of('trained')!.maker).toMatchObject({ fromFile: false, name: 'From afar', step: 3 });
  });

  it('stays with finished pictures when another run takes the place; unfinished ones vanish', async () => {
    const finished = await begin({ slot: 'finished' });
    const unfinished = await begin({ slot: 'unfinished' });
    const cancelled = await begin({ slot: 'cancelled' });
    await arrive(finished, 1, 0.5);
    await arrive(unfinished, 0, 0.5);
    await arrive(cancelled, 0, 0.5);
    sampling.cancelSample('cancelled');
    await ticks(3);
    context.set({ run: freshRun(9, 'another', DEFAULT_CONFIG, null) });
    expect(Object.keys(context.get().samplings)).toEqual(['finished']);
    expect(of('finished')!.maker.runId).toBe(0);
    // Later reports of its engine are ignored.
    await arrive(unfinished, 1, 0.5);
    expect(Object.keys(context.get().samplings)).toEqual(['finished']);
  });
});

/** Contestants that fail, and bring down the graphics process that all share. */
import { expect, it } from 'vitest';
import type { ContestantId } from '../../bench/contestants/contestant.ts';
import type { Entrant } from '../../bench/entrant.ts';
import { type Place, runBench } from '../../bench/runBench.ts';

/** A graphics process that all contestants share: breaking it breaks every device opened before. */
class SharedProcess {
  breaks = 0;
  readonly opened: ContestantId[] = [];

  constructor(private readonly culprit: { readonly id: ContestantId; readonly step: number }) {}

  readonly open = (id: ContestantId): Place => {
    this.opened.push(id);
    const { breaks } = this;
    let steps = 0;
    const alive = () => {
      if (this.breaks !== breaks) throw new Error('its device is gone');
    };
    const entrant: Entrant = {
      enter: async () => ({ adapter: 'a', parameters: 1, gflopPerStep: 1, firstStepMs: 1, firstLoss: 1 }),
      settle: async () => {
        alive();
        return { perStep: null };
      },
      step: async () => {
        alive();
        steps += 1;
        if (id === this.culprit.id && steps === this.culprit.step) {
          this.breaks += 1;
          throw new Error('it broke the process');
        }
        return { ms: 10, peakBytes: 1 };
      },
      inspect: async () => {
        alive();
        return {
          bestGemm: { gflops: 1, kernel: '' },
          convGflops: 1,
          samplingStepMs: 1,
          kinds: [],
          tiles: [],
        };
      },
      leave: async () => {},
    };
    return { entrant, end: () => {} };
  };
}

const options = { channels: '16/32/32', batch: 16, wasmPath: '' } as const;
const all: ContestantId[] = ['ours', 'stockTfjs', 'jaxJs'];
const run = (process: SharedProcess) => runBench({ ...options, contestants: all }, process.open, () => {});

it.each([1, 2])(
  'a contestant that breaks the process in round %i leaves the others their rounds',
  async step => {
    const process = new SharedProcess({ id: 'stockTfjs', step });
    const { timings, failures, inspection } = await run(process);
    expect(failures).toEqual({ stockTfjs: `in round ${step}: it broke the process` });
    expect(process.opened).toEqual([...all, 'jaxJs', 'ours']);
    expect(timings.jaxJs?.stepMs.length).toBe(timings.ours?.stepMs.length);
    expect(timings.stockTfjs?.stepMs.length).toBe(step === 1 ? undefined : 1);
    expect(inspection).not.toBeNull();
  },
);

it('where this project itself is lost, what the others reached is told', async () => {
  const { timings, failures, inspection } = await run(new SharedProcess({ id: 'ours', step: 2 }));
  expect(failures).toEqual({ ours: 'in round 2: it broke the process' });
  expect(inspection).toBeNull();
  expect(timings.ours?.stepMs).toEqual([10]);
  expect(timings.jaxJs!.stepMs.length).toBeGreaterThan(1);
});

it('one that cannot even enter is named, and nobody waits for it', async () => {
  const { open } = new SharedProcess({ id: 'ours', step: Number.POSITIVE_INFINITY });
  const { timings, failures } = await runBench(
    { ...options, contestants: all },
    id => {
      if (id !== 'jaxJs') return open(id);
      const place = open(id);
      const enter = () => Promise.reject(new Error('there is no such device'));
      return { ...place, entrant: { ...place.entrant, enter } };
    },
    () => {},
  );
  expect(failures).toEqual({ jaxJs: 'at its first steps: there is no such device' });
  expect(Object.keys(timings)).toEqual(['ours', 'stockTfjs']);
});

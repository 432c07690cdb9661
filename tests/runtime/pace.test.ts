/** How many of the processor's workers compute, on machines whose speed is told. */
import { expect, it } from 'vitest';
import { Pace } from '../../src/runtime/wasm/crew/pace.ts';
import { SHARDS } from '../../src/runtime/wasm/crew/shards.ts';

/** Milliseconds for one shard, by worker and step. */
type Machine = (worker: number, step: number) => number;

/** The shares of each step. */
function stepsOn(machine: Machine, steps: number, workers = 2): number[][] {
  const pace = new Pace(workers);
  return Array.from({ length: steps }, (_, step) => {
    const shares = pace.shares(SHARDS, pace.count);
    const times = shares.map((share, worker) => share * machine(worker, step));
    times.forEach((ms, worker) => {
      pace.shardsTook(worker, shares[worker]!, ms);
    });
    pace.stepTook(16, Math.max(...times));
    return shares;
  });
}

const even = [SHARDS / 2, SHARDS / 2];

it('all work where they are quicker together, however slow the first steps are', () => {
  const cold = (worker: number, step: number) => (step < 6 ? 10 * (worker + 1) : 1) * 5;
  expect(stepsOn(cold, 30).at(-1)).toEqual(even);
});

it('a slower worker is given less', () => {
  expect(stepsOn(worker => (worker === 1 ? 9 : 3), 30).at(-1)).toEqual([6, 2]);
});

it('one works alone where the other has no core of its own', () => {
  const shared: Machine = worker => (worker === 1 ? 100 : 5);
  expect(stepsOn(shared, 30).at(-1)).toEqual([SHARDS]);
});

it('a worker that has become quicker is taken again', () => {
  const freed: Machine = (worker, step) => (worker === 1 && step < 100 ? 100 : 5);
  const shares = stepsOn(freed, 400);
  expect(shares[90]).toEqual([SHARDS]);
  expect(shares.at(-1)).toEqual(even);
});

import { expect, it } from 'vitest';
import { begunEarly } from '../../src/page/begunEarly.ts';

function spawner() {
  const spawned: { fail: () => void }[] = [];
  const spawn = () => {
    const worker = {
      fail: () => {},
      addEventListener: (_: 'error', listener: () => void) => (worker.fail = listener),
    };
    spawned.push(worker);
    return worker;
  };
  return { spawned, spawn };
}

it('spawns before it is asked, gives that one out once, and then new ones', () => {
  const { spawned, spawn } = spawner();
  const next = begunEarly(spawn);
  expect(spawned).toHaveLength(1);
  expect(next()).toBe(spawned[0]);
  expect(next()).toBe(spawned[1]);
});

it('does not give out one that failed when nobody listened', () => {
  const { spawned, spawn } = spawner();
  const next = begunEarly(spawn);
  spawned[0]!.fail();
  expect(next()).toBe(spawned[1]);
});

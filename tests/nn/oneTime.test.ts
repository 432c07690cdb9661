/** A network asked about one time for all points answers what it answers to each with a time of its own, to the bit. */

import { expect, it } from 'vitest';
import { startWasmRuntime } from '../../scripts/runtimes.ts';
import { gaussians } from '../../src/math/random.ts';
import { initParams } from '../../src/nn/initParams.ts';
import { buildMlp } from '../../src/nn/mlp/buildMlp.ts';
import { atOneTime } from '../../src/nn/oneTime.ts';
import { newState } from '../../src/runtime/networkRuntime.ts';

const COUNT = 600;
const told = buildMlp({ dimensions: 2, width: 24, depth: 2, classes: 3 });
const untold = buildMlp({ dimensions: 2, width: 24, depth: 2, classes: null });

it('shares what depends on the time alone, unless a class is mixed in', () => {
  const shared = atOneTime(untold)!;
  const changed = shared.values.filter((value, id) => value.batched !== untold.values[id]!.batched);
  // t, its sinusoids, two layers with a SiLU after each, and one projection a block.
  expect(changed).toHaveLength(2 + 4 + 2);
  expect(atOneTime(told)).toBeNull();
});

it('gives the same bits, whatever is asked before, and with other weights', async () => {
  const runtime = await startWasmRuntime();
  const params = initParams(untold, 1);
  const network = runtime.open(untold, newState(params));
  const xt = gaussians(1, 'evaluation', 0, new Float32Array(2 * COUNT));
  const other = network.freezeParams(params.map(value => 2 * value));
  const frozen = network.freezeParams(params);
  // The last point's time differs from the others', so that each is computed for itself.
  const each = async (of: typeof frozen, time: number) => {
    const times = new Float32Array(COUNT + 1).fill(time);
    times[COUNT] = time + 1;
    const padded = new Float32Array(2 * COUNT + 2);
    padded.set(xt);
    return (await of.predict(padded, times, null)).slice(0, 2 * COUNT);
  };
  for (const [of, time] of [
    [frozen, 500],
    [frozen, 3],
    [other, 3],
    [frozen, 3],
  ] as const) {
    expect(await of.predict(xt, time, null)).toEqual(await each(of, time));
    expect(await of.predict(xt, new Float32Array(COUNT).fill(time), null)).toEqual(await each(of, time));
  }
  network.dispose();
  runtime.dispose();
});

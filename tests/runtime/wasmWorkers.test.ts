/** The processor's runtime on several threads: how a batch is cut, the same bits for any number of threads, lost helpers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startHelperThread } from '../../scripts/helperThread.ts';
import { startWasmRuntime } from '../../scripts/runtimes.ts';
import { gaussians } from '../../src/math/random.ts';
import { initParams } from '../../src/nn/initParams.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { parseUNetConfig } from '../../src/nn/unet/unetConfig.ts';
import { newState, type TrainBatch } from '../../src/runtime/networkRuntime.ts';
import type { CrewOptions } from '../../src/runtime/wasm/crew/crew.ts';
import type { StartHelper } from '../../src/runtime/wasm/crew/messages.ts';
import {
  cutBatch,
  firstShard,
  nodesWithin,
  SHARDS,
  type TreeNode,
} from '../../src/runtime/wasm/crew/shards.ts';
import type { WasmRuntime } from '../../src/runtime/wasm/wasmRuntime.ts';

const SIDE = 8;
const network = buildUNet(
  parseUNetConfig({
    sample_size: SIDE,
    in_channels: 1,
    out_channels: 1,
    down_block_types: ['DownBlock2D', 'AttnDownBlock2D'],
    up_block_types: ['AttnUpBlock2D', 'UpBlock2D'],
    block_out_channels: [4, 8],
    layers_per_block: 1,
    norm_num_groups: 2,
    attention_head_dim: 4,
  }),
);
const settings = { learningRate: 0.01, emaDecay: 0.9, emaWarmup: true };

function batch(size: number, step: number): TrainBatch {
  const image = (index: number) => gaussians(5, 'noise', index, new Float32Array(size * SIDE * SIDE));
  const modelTime = Float32Array.from({ length: size }, (_, i) => (97 * (step + i)) % 1000);
  return { size, xt: image(2 * step), target: image(2 * step + 1), modelTime, classLabels: null };
}

/** Steps of training, and a forward pass of eleven pictures after them. `within` is called in the middle of each step. */
async function trained(
  steps: number,
  size: number,
  options: Partial<CrewOptions>,
  within: (step: number, runtime: WasmRuntime) => void = () => {},
) {
  const runtime = await startWasmRuntime(options);
  const params = initParams(network, 3);
  const running = runtime.open(network, newState(params));
  const losses: Float32Array[] = [];
  for (let step = 0; step < steps; step++) {
    const draw = () => batch(size, step);
    const training = running.train({ size, source: null, draw }, settings);
    within(step, runtime);
    losses.push((await training).lossByImage);
  }
  const frozen = running.freeze('ema');
  const pictures = await frozen.predict(batch(11, steps).xt, 500, null);
  const state = await running.readState();
  running.dispose();
  runtime.dispose();
  return { losses, state, pictures };
}

describe('a batch', () => {
  it('is cut into shards that are its images in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), size => {
        const shards = cutBatch(size);
        expect(shards.length).toBe(Math.min(size, SHARDS));
        let next = 0;
        for (const { first, images } of shards) {
          expect(first).toBe(next);
          expect(images).toBeGreaterThan(0);
          next += images;
        }
        expect(next).toBe(size);
      }),
    );
  });

  it('is put together of sums that cover each worker’s shards once and no others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: SHARDS }), fc.nat(SHARDS), fc.nat(SHARDS), (count, a, b) => {
        const [from, end] = [Math.min(a, b, count), Math.min(Math.max(a, b), count)];
        const last = (node: TreeNode) => Math.min(firstShard(node) + 2 ** node.level, count);
        const covered = nodesWithin(from, end, count).flatMap(node =>
          Array.from({ length: last(node) - firstShard(node) }, (_, i) => firstShard(node) + i),
        );
        expect(covered).toEqual(Array.from({ length: end - from }, (_, i) => from + i));
      }),
    );
  });
});

describe('the number of workers', () => {
  it.each([
    [100, 16],
    [5, 3],
    [5, 13],
  ])(
    'changes no bit in %i steps of batches of %i',
    async (steps, size) => {
      const one = await trained(steps, size, { workers: 1 });
      expect(new Set(one.losses.map(loss => loss[0])).size).toBe(steps);
      for (const workers of [2, 3, 8]) {
        let answers = 0;
        const startHelper: StartHelper = (hear, died) =>
          startHelperThread(message => {
            if ('gradient' in message) answers += 1;
            hear(message);
          }, died);
        expect(await trained(steps, size, { workers, always: true, startHelper })).toEqual(one);
        expect(answers).toBe(steps * (Math.min(workers, cutBatch(size).length) - 1));
      }
    },
    300_000,
  );
});

it('another number of workers in the middle of a step changes no bit', async () => {
  const one = await trained(8, 16, { workers: 1 });
  const numbers = [3, 1, 2, 8, 2, 1, 4, 3];
  const used: number[] = [];
  const many = await trained(8, 16, { workers: 2, always: true }, (step, runtime) => {
    used.push(runtime.setWorkers(numbers[step]!, true));
  });
  expect(many).toEqual(one);
  expect(used).toEqual(numbers);
});

/** A thread that, in place of its `answer`-th answer, ends or stays silent; `waited` is called if it stays silent. */
const failing = (
  how: 'dies' | 'hangs',
  answer: number,
  started: () => void,
  waited: () => void,
): StartHelper => {
  let answers = 0;
  return (hear, died) => {
    started();
    const thread = startHelperThread(message => {
      if (!('ready' in message)) answers += 1;
      if ('ready' in message || answers !== answer) hear(message);
      else if (how === 'dies') {
        thread.end();
        died('it was ended');
      } else waited();
    }, died);
    return thread;
  };
};

describe('a helper', () => {
  it.each(['dies', 'hangs'] as const)('that %s is replaced, and the step comes out the same', async how => {
    const one = await trained(4, 16, { workers: 1 });
    let started = 0;
    // The test ends the wait itself once nothing else is pending, so no clock is involved.
    let late = () => {};
    const startHelper = failing(
      how,
      2,
      () => {
        started += 1;
      },
      () => late(),
    );
    const after = (_: number, work: () => void) => {
      late = work;
      return () => {};
    };
    expect(await trained(4, 16, { workers: 2, always: true, startHelper, after })).toEqual(one);
    expect(started).toBe(2);
  });

  it('that is still starting is not waited for', async () => {
    const one = await trained(2, 16, { workers: 1 });
    let asked = 0;
    const startHelper: StartHelper = () => ({
      post: ({ type }) => {
        if (type === 'gradient' || type === 'predict') asked += 1;
      },
      end: () => {},
    });
    expect(await trained(2, 16, { workers: 2, startHelper })).toEqual(one);
    expect(asked).toBe(0);
  });

  it('is given as much as it is quick, however late its answer is heard', async () => {
    const shares: number[] = [];
    // The asking thread hears nothing while it computes its own share, so answers always come after that.
    const startHelper: StartHelper = (hear, died) => {
      const thread = startHelperThread(message => {
        if (!('gradient' in message)) hear(message);
        else setTimeout(() => hear({ ...message, gradient: { ...message.gradient, ms: 1e-6 } }), 30);
      }, died);
      return {
        ...thread,
        post: (message, transfer) => {
          if (message.type === 'gradient') shares.push(message.task.end - message.task.from);
          thread.post(message, transfer);
        },
      };
    };
    await trained(20, 16, { workers: 2, always: true, startHelper });
    expect(shares.at(-1)).toBe(SHARDS - 1);
  });

  it('that cannot be started leaves the work to the others', async () => {
    const one = await trained(2, 16, { workers: 1 });
    const startHelper = () => {
      throw new Error('no more threads');
    };
    expect(await trained(2, 16, { workers: 2, startHelper })).toEqual(one);
  });
});

it('frozen weights stay as they were while training goes on', async () => {
  const runtime = await startWasmRuntime();
  const params = initParams(network, 3);
  const running = runtime.open(network, newState(params));
  const frozen = running.freeze('raw');
  const { xt } = batch(1, 0);
  const before = await frozen.predict(xt, 500, null);
  await running.train({ size: 2, source: null, draw: () => batch(2, 1) }, settings);
  expect(await frozen.predict(xt, 500, null)).toEqual(before);
  const after = running.freeze('raw');
  expect(await after.predict(xt, 500, null)).not.toEqual(before);
  expect(await running.freezeParams(params).predict(xt, 500, null)).toEqual(before);
  expect((await running.readState()).step).toBe(1);
});

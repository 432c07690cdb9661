import { newState } from '../../src/runtime/networkRuntime.ts';
import { GpuDevice } from '../../src/runtime/webgpu/gpuDevice.ts';
import type { Plan } from '../../src/runtime/webgpu/plan/plan.ts';
import { WebgpuRuntime } from '../../src/runtime/webgpu/webgpuRuntime.ts';
import { EMA_DECAY, LEARNING_RATE, type Problem, type Running } from './contestant.ts';
import { dataSet } from './dataSet.ts';

/** Some visits' worth of measuring tiles. */
const SETTLE_MS = 20_000;

export interface Ours extends Running {
  readonly gpu: GpuDevice;
  /** Tiles chosen, a line each. */
  tiles(): readonly string[];
  /** Of the training step, once one was made. */
  plan(): Plan;
  /** The network once over the problem's batch, as sampling asks it. */
  predict(): Promise<void>;
}

/** This project's WebGPU runtime on a device of its own, drawing its batches there as it does in the page. */
export async function ours(adapter: GPUAdapter, { network, batch, params, x, t }: Problem): Promise<Ours> {
  const gpu = await GpuDevice.open(adapter);
  const runtime = new WebgpuRuntime(gpu);
  const open = () => runtime.open(network, newState(params));
  let running = open();
  const drawn = {
    size: batch,
    source: dataSet(),
    draw: () => {
      throw new Error('The device draws its batches itself');
    },
  };
  const settings = { learningRate: LEARNING_RATE, emaDecay: EMA_DECAY, emaWarmup: true };
  const step = async () => (await running.train(drawn, settings)).loss;
  return {
    gpu,
    step,
    settle: async () => {
      await running.settle();
      await runtime.tune(SETTLE_MS);
      running.dispose();
      running = open();
      await step();
      await running.settle();
    },
    tiles: () => runtime.tiles,
    plan: () => {
      const plan = running.trainingPlan;
      if (!plan) throw new Error('No step was made yet');
      return plan;
    },
    predict: async () => {
      const frozen = running.freeze('ema');
      await frozen.predict(x, t, null);
      frozen.dispose();
    },
    dispose: () => {
      running.dispose();
      gpu.destroy();
    },
  };
}

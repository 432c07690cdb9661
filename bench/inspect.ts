/** Where a step of our own WebGPU runtime spends its time. */
import type { Dispatch } from '../src/runtime/webgpu/plan/kernelWriter.ts';
import type { Ours } from './contestants/ours.ts';
import { median } from './statistics.ts';

export interface Inspection {
  readonly bestGemm: { readonly gflops: number; readonly kernel: string };
  /** Of our convolutions and their gradients together. */
  readonly convGflops: number;
  readonly samplingStepMs: number;
  /** The dispatches of each kind, one kind after the other. */
  readonly kinds: readonly { readonly label: string; readonly dispatches: number; readonly ms: number }[];
  readonly tiles: readonly string[];
}

const REPEATS = 5;

export async function inspect({ plan, predict, tiles }: Ours): Promise<Omit<Inspection, 'bestGemm'>> {
  const training = plan();
  const isConv = ({ label }: Dispatch) => label.startsWith('conv2d');
  const convFlops = training.dispatches.filter(isConv).reduce((sum, { flops }) => sum + flops, 0);
  const convMs = await training.time(isConv);
  const kinds: { label: string; dispatches: number; ms: number }[] = [];
  for (const label of new Set(training.dispatches.map(dispatch => dispatch.label))) {
    const ofKind = (dispatch: Dispatch) => dispatch.label === label;
    kinds.push({
      label,
      dispatches: training.dispatches.filter(ofKind).length,
      ms: await training.time(ofKind),
    });
  }
  await predict();
  return {
    convGflops: convFlops / convMs / 1e6,
    kinds: kinds.sort((a, b) => b.ms - a.ms),
    samplingStepMs: await medianOf(predict),
    tiles: tiles(),
  };
}

async function medianOf(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return median(times);
}

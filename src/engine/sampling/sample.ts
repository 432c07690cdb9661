/** One reverse process, frame by frame. */
import type { SamplerRow } from '../../diffusion/samplerRow.ts';
import type { FrozenNetwork } from '../../runtime/networkRuntime.ts';
import { transferring } from '../../wire/bridge.ts';
import type { Job } from '../turns/turns.ts';
import type { Denoiser } from './keptDenoiser.ts';
import type { SampleOrder } from './sampleOrder.ts';
import { samplingSteps } from './samplingSteps.ts';

export interface SampleFrame {
  /** 0 is the step from pure noise; a sampling may start later. The last frame has `seq === total - 1`. */
  readonly seq: number;
  readonly total: number;
  readonly row: SamplerRow;
  /** [count, height, width, channels] each. `xt` is what the step starts from, `xPrev` what it leads to. */
  readonly count: number;
  readonly xt: Float32Array;
  readonly x0Hat: Float32Array;
  readonly epsHat: Float32Array;
  readonly xPrev: Float32Array;
  /** The fresh noise that the step added, or null if it added none. */
  readonly z: Float32Array | null;
}

/** @param open called in the job's first turn; the network it returns is disposed when the job ends. */
export async function* sampleJob(order: SampleOrder, open: () => Promise<Denoiser>): Job<SampleFrame> {
  let network: FrozenNetwork | null = null;
  try {
    const denoiser = await open();
    network = denoiser.network;
    const count = order.config.sampleCount;
    for await (const step of samplingSteps(order, denoiser.process, network, count, 'sample')) {
      const { seq, total, row, z } = step;
      // Copies: the next step still reads x_t and the predictions.
      const [xt, x0Hat, epsHat, xPrev] = [
        step.xt.slice(),
        step.x0Hat.slice(),
        step.epsHat.slice(),
        step.xPrev.slice(),
      ];
      const buffers = [xt, x0Hat, epsHat, xPrev, ...(z ? [z] : [])].map(image => image.buffer as ArrayBuffer);
      yield transferring({ seq, total, row, count, xt, x0Hat, epsHat, xPrev, z }, buffers);
    }
  } finally {
    network?.dispose();
  }
}

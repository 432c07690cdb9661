/** One reverse process, sent to the page frame by frame, no faster than the page takes them. */
import type { SampleOrder } from '../../protocol/sampleOrder.ts';
import type { FrozenNetwork } from '../../runtime/networkRuntime.ts';
import type { Send } from '../send.ts';
import type { Job } from '../turns/scheduler.ts';
import type { Denoiser } from './keptDenoiser.ts';
import { samplingSteps } from './samplingSteps.ts';

const MAX_IN_FLIGHT = 2;

/** Counts the frames that the page has not taken yet. */
export class SampleCredit {
  private inFlight = 0;

  get exhausted(): boolean {
    return this.inFlight >= MAX_IN_FLIGHT;
  }

  frameSent(): void {
    this.inFlight += 1;
  }

  frameTaken(): void {
    this.inFlight = Math.max(0, this.inFlight - 1);
  }
}

export interface SampleRequest {
  readonly runId: number;
  readonly sampleId: number;
  readonly order: SampleOrder;
  /** Called once; the job disposes the network that it gives. */
  readonly denoiser: () => Promise<Denoiser>;
  readonly credit: SampleCredit;
  readonly send: Send;
  readonly done: (outcome: 'finished' | 'cancelled') => void;
}

export async function* sampleJob(request: SampleRequest): Job {
  const { runId, sampleId, order, credit, send } = request;
  let network: FrozenNetwork | null = null;
  let outcome: 'finished' | 'cancelled' = 'cancelled';
  try {
    const denoiser = await request.denoiser();
    network = denoiser.network;
    const count = order.config.sampleCount;
    for await (const step of samplingSteps(order, denoiser.process, network, count, 'sample')) {
      while (credit.exhausted) yield 'waiting';
      credit.frameSent();
      // Copies: the next step still reads x_t and the predictions.
      const images = [step.xt, step.x0Hat, step.epsHat, step.xPrev].map(image => image.slice());
      const [xt, x0Hat, epsHat, xPrev] = images as [Float32Array, Float32Array, Float32Array, Float32Array];
      const { seq, total, row, z } = step;
      send(
        { type: 'frame', runId, sampleId, seq, total, row, count, xt, x0Hat, epsHat, xPrev, z },
        [...images, ...(z ? [z] : [])].map(image => image.buffer as ArrayBuffer),
      );
      yield 'worked';
    }
    outcome = 'finished';
  } finally {
    network?.dispose();
    request.done(outcome);
  }
}

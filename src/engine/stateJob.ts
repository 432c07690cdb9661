/** Reads a run's whole state in a turn of its own, so that all vectors are of one and the same step. */
import type { NetworkRuntime } from '../runtime/networkRuntime.ts';
import type { Job } from './scheduler.ts';
import type { Send } from './send.ts';

export async function* stateJob(runId: number, network: NetworkRuntime, send: Send): Job {
  const { step, params, ema, adamM, adamV } = await network.readState();
  // Copies: what a backend hands out may be its own memory, which a transfer would take away.
  const state = {
    step,
    params: params.slice(),
    ema: ema.slice(),
    adamM: adamM.slice(),
    adamV: adamV.slice(),
  };
  const buffers = [state.params, state.ema, state.adamM, state.adamV].map(({ buffer }) => buffer);
  send({ type: 'stateRead', runId, state }, buffers);
  yield 'worked';
}

/** Errors as the page is told of them: their kind, a message and advice. */
import { DataError } from '../data/dataError.ts';
import { DeviceBroken } from '../runtime/deviceBroken.ts';
import { CheckpointError } from '../storage/checkpoint.ts';
import type { Failure } from '../wire/bridge.ts';
import { LossBroke } from './training/trainingJob.ts';

/** `lost`, `memory` and `refused`: the device can no longer be used. `stale`: the run is not the present one. */
export type FailureKind = 'loss' | 'lost' | 'memory' | 'refused' | 'stale' | 'aborted' | 'other';

/** The call was about a run that has been replaced. */
export class StaleRun extends Error {
  constructor() {
    super('Another run has taken its place.');
  }
}

export const tellFailure = (error: unknown): Failure => ({
  kind: kindOf(error),
  message: error instanceof Error ? error.message : String(error),
  advice: adviceFor(error),
});

function kindOf(error: unknown): FailureKind {
  if (error instanceof LossBroke) return 'loss';
  if (error instanceof DeviceBroken) return error.how;
  if (error instanceof StaleRun) return 'stale';
  if (error instanceof DOMException && error.name === 'AbortError') return 'aborted';
  // A WebAssembly backend that runs out of memory aborts, and cannot be used afterwards.
  if (error instanceof WebAssembly.RuntimeError) return 'memory';
  return 'other';
}

function adviceFor(error: unknown): string {
  if (error instanceof DataError) return error.advice;
  if (error instanceof LossBroke)
    return 'Lower the learning rate, and go back to the last save with a sound loss.';
  if (error instanceof CheckpointError) return 'The open run is unchanged.';
  return 'Try again; if it happens again, choose another device or a smaller model.';
}

/** What the page is told of an error: in which way it matters, and what can be done about it. */
import { DataError } from '../../data/dataError.ts';
import type { FailureCause } from '../../protocol/messages.ts';
import { DeviceBroken } from '../../runtime/deviceBroken.ts';
import { CheckpointError } from '../../storage/checkpoint.ts';
import { LossBroke } from '../training/trainingJob.ts';

export function causeOf(error: unknown): FailureCause {
  if (error instanceof LossBroke) return 'loss';
  if (error instanceof DeviceBroken) return error.how;
  // A WebAssembly backend that ran out of memory aborts, and is of no use afterwards.
  if (error instanceof WebAssembly.RuntimeError) return 'memory';
  return 'other';
}

export function adviceFor(error: unknown): string {
  if (error instanceof DataError) return error.advice;
  if (error instanceof LossBroke) return 'Lower the learning rate, and go back to where the loss was sound.';
  if (error instanceof CheckpointError) return 'The run that is open is as it was.';
  return 'Try again; if it happens again, choose another device or a smaller model.';
}

/** Who waits for the engine to read the run's state. */
import type { TrainingVectors } from '../protocol/messages.ts';

interface Waiting {
  readonly resolve: (state: TrainingVectors) => void;
  readonly reject: (error: Error) => void;
}

class StateReads {
  private waiting: Waiting[] = [];

  wait(): Promise<TrainingVectors> {
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  settle(state: TrainingVectors): void {
    for (const { resolve } of this.taken()) resolve(state);
  }

  fail(reason: string): void {
    for (const { reject } of this.taken()) reject(new Error(reason));
  }

  private taken(): Waiting[] {
    const { waiting } = this;
    this.waiting = [];
    return waiting;
  }
}

export const stateReads = new StateReads();

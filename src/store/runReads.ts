/** Who waits for the engine to read the whole run. */
import type { PortableRun } from '../protocol/messages.ts';

interface Waiting {
  readonly resolve: (run: PortableRun) => void;
  readonly reject: (error: Error) => void;
}

class RunReads {
  private waiting: Waiting[] = [];

  wait(): Promise<PortableRun> {
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  settle(run: PortableRun): void {
    for (const { resolve } of this.taken()) resolve(run);
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

export const runReads = new RunReads();

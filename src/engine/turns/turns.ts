/** Lets several long jobs share the worker: each takes a turn, and messages are heard between two turns. */

import { nextMessage } from '../../runtime/nextMessage.ts';

/** A job ends its turn at each `yield`; the value, unless undefined, goes to the caller. */
export type Job<T> = AsyncGenerator<T | undefined, void>;

export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Does `work` after all work asked for before it. Rejects if the signal aborts first. */
  async take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const mine = this.last.then(async () => {
      await nextMessage();
      signal?.throwIfAborted();
      return work();
    });
    // A failure reaches its own caller, not the next turn.
    this.last = mine.catch(() => {});
    return mine;
  }

  /** Runs a job, turn by turn, until it ends or the signal aborts; its cleanup takes a turn, too. */
  async *share<T>(job: Job<T>, signal: AbortSignal): AsyncGenerator<T, void> {
    try {
      while (!signal.aborted) {
        const { done, value } = await this.take(() => job.next());
        if (done) return;
        if (value !== undefined) yield value;
      }
    } finally {
      await this.take(() => job.return());
    }
  }
}

/** The turns of one run; all are ended before its tensors are freed. */
export class RunTurns {
  private readonly over = new AbortController();
  private readonly jobs = new Set<AsyncGenerator<unknown>>();

  constructor(private readonly turns: Turns) {}

  take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.turns.take(work, this.orOver(signal));
  }

  share<T>(job: Job<T>, signal: AbortSignal): AsyncGenerator<T, void> {
    const { jobs, turns } = this;
    const until = this.orOver(signal);
    async function* counted(): AsyncGenerator<T, void> {
      try {
        yield* turns.share(job, until);
      } finally {
        jobs.delete(shared);
      }
    }
    const shared = counted();
    jobs.add(shared);
    return shared;
  }

  /** Runs a job that yields nothing. */
  async finish(job: Job<never>, signal: AbortSignal): Promise<void> {
    for await (const _ of this.share(job, signal));
  }

  /** Ends all jobs; resolves when none is running. */
  async end(): Promise<void> {
    this.over.abort();
    // A job's failure reaches the caller that iterates it.
    await Promise.all([...this.jobs].map(job => job.return(undefined).catch(() => {})));
    await this.turns.take(async () => {});
  }

  private orOver(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.over.signal]);
  }
}

/** Lets several long jobs share the worker: each takes a turn, and messages are heard between two turns. */

/** A job gives up its turn at each `yield`; what it yields, unless undefined, goes to whoever ordered the job. */
export type Job<T> = AsyncGenerator<T | undefined, void>;

export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Does `work` after all that has been asked for before it. Rejects where the signal aborts first. */
  async take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const mine = this.last.then(async () => {
      await nextMessage();
      signal?.throwIfAborted();
      return work();
    });
    // What fails in a turn concerns its own caller alone.
    this.last = mine.catch(() => {});
    return mine;
  }

  /** A job, turn by turn, until it ends or the signal aborts. The job is ended in a turn, too. */
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

/** The turns of one run, which can all be ended before its tensors are freed. */
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

  /** A job that tells nobody of its progress. */
  async finish(job: Job<never>, signal: AbortSignal): Promise<void> {
    for await (const _ of this.share(job, signal));
  }

  /** Resolves when nothing of the run is going on any more. */
  async end(): Promise<void> {
    this.over.abort();
    // Its failure is told to whoever iterates it.
    await Promise.all([...this.jobs].map(job => job.return(undefined).catch(() => {})));
    await this.turns.take(async () => {});
  }

  private orOver(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.over.signal]);
  }
}

/** Resolves after the messages that have already arrived; unlike a timer it is not slowed down in a hidden tab. */
export function nextMessage(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Lets several long jobs share the worker: each takes a turn, and messages are heard between two turns. */

/** Works for a while at each `next`, and yields whether there was anything to do. */
export type Job = AsyncGenerator<'worked' | 'waiting', void>;

/** Long enough to be no load, short enough not to be seen. */
const WAIT_MS = 4;

export class Scheduler {
  private readonly jobs = new Map<Job, { stopped: boolean; ended: () => void }>();
  private running = false;

  /** @param onFailure hears what a job threw; the other jobs go on. */
  constructor(private readonly onFailure: (error: unknown, job: Job) => void) {}

  add(job: Job): void {
    this.jobs.set(job, { stopped: false, ended: () => {} });
    if (!this.running) void this.run();
  }

  /** Ends a job after the turn that it is in; resolves when its `finally` blocks have run. */
  stop(job: Job): Promise<void> {
    const entry = this.jobs.get(job);
    if (!entry) return Promise.resolve();
    entry.stopped = true;
    return new Promise(resolve => {
      const before = entry.ended;
      entry.ended = () => {
        before();
        resolve();
      };
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.jobs.size > 0) {
      let worked = false;
      await nextMessage();
      // The live map: a job that another one just added takes its first turn in this very round.
      for (const [job, entry] of this.jobs) {
        const turn = await this.turn(job, entry.stopped);
        if (turn === 'ended') {
          this.jobs.delete(job);
          entry.ended();
        }
        worked ||= turn !== 'waiting';
      }
      if (!worked) await new Promise(resolve => setTimeout(resolve, WAIT_MS));
    }
    this.running = false;
  }

  private async turn(job: Job, stopped: boolean): Promise<'worked' | 'waiting' | 'ended'> {
    try {
      const result = stopped ? await job.return() : await job.next();
      return result.done ? 'ended' : result.value;
    } catch (error) {
      this.onFailure(error, job);
      return 'ended';
    }
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

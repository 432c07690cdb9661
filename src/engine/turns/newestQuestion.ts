/** Questions that come faster than they can be answered: each takes the place of one that waits. */
import type { Job, Scheduler } from './scheduler.ts';

export class NewestQuestion<Q> {
  private asked: Q | null = null;
  private job: Job | null = null;

  /** @param answer takes a turn of the worker for each question that is answered. */
  constructor(
    private readonly scheduler: Scheduler,
    private readonly answer: (question: Q) => Promise<void>,
  ) {}

  ask(question: Q): void {
    this.asked = question;
    if (this.job) return;
    this.job = this.answers();
    this.scheduler.add(this.job);
  }

  async stop(): Promise<void> {
    this.asked = null;
    if (this.job) await this.scheduler.stop(this.job);
  }

  private async *answers(): Job {
    try {
      while (this.asked) {
        const question = this.asked;
        this.asked = null;
        await this.answer(question);
        yield 'worked';
      }
    } finally {
      this.job = null;
    }
  }
}

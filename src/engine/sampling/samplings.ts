/** The samplings that are going on, each a job of its own. */

import type { Send } from '../send.ts';
import type { Job, Scheduler } from '../turns/scheduler.ts';
import { SampleCredit, type SampleRequest, sampleJob } from './sampleJob.ts';

export class Samplings {
  private readonly samples = new Map<number, { readonly job: Job; readonly credit: SampleCredit }>();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly send: Send,
  ) {}

  start(request: Omit<SampleRequest, 'credit' | 'send' | 'done'>): void {
    const { sampleId } = request;
    const credit = new SampleCredit();
    const done = (outcome: 'finished' | 'cancelled') => this.end(sampleId, outcome);
    const job = sampleJob({ ...request, credit, send: this.send, done });
    this.samples.set(sampleId, { job, credit });
    this.scheduler.add(job);
  }

  /** A job that had no turn yet ends without a word of its own. */
  async stop(sampleId: number): Promise<void> {
    const sample = this.samples.get(sampleId);
    if (!sample) return;
    await this.scheduler.stop(sample.job);
    this.end(sampleId, 'cancelled');
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.samples.keys()].map(sampleId => this.stop(sampleId)));
  }

  frameTaken(sampleId: number): void {
    this.samples.get(sampleId)?.credit.frameTaken();
  }

  private end(sampleId: number, outcome: 'finished' | 'cancelled'): void {
    if (this.samples.delete(sampleId)) this.send({ type: 'sampleDone', sampleId, outcome });
  }
}

/** What is found out about the present run beside training and sampling; at most one of each type at a time. */

import { floorJob } from '../../experiments/floor/engine/floorJob.ts';
import { heldOutJob } from '../../experiments/memory/engine/heldOutJob.ts';
import { nearestJob } from '../../experiments/memory/engine/nearestJob.ts';
import type { AnalysisCommand } from '../../protocol/analyses.ts';
import type { ImageLoader } from '../run/loadImages.ts';
import type { Run } from '../run/openRun.ts';
import type { Send } from '../send.ts';
import type { Job, Scheduler } from '../turns/scheduler.ts';

type Analysis = AnalysisCommand['type'];
type Studied = Pick<Run, 'config' | 'images' | 'process'>;

export class Analyses {
  private readonly jobs = new Map<Analysis, Job>();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly loader: () => ImageLoader,
    private readonly send: Send,
  ) {}

  /** Begins what is asked for; one of the same type that still runs ends. */
  start(command: AnalysisCommand, run: Studied): void {
    const { type, runId } = command;
    const before = this.jobs.get(type);
    // A job that had no turn yet ends without a word of its own.
    if (before) void this.scheduler.stop(before).then(() => this.ended(type, runId, before));
    if (command.type === 'floor' && command.action === 'stop') return;
    const job: Job = this.telling(this.jobOf(command, run), () => this.ended(type, runId, job));
    this.jobs.set(type, job);
    this.scheduler.add(job);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.jobs.values()].map(job => this.scheduler.stop(job)));
    this.jobs.clear();
  }

  /** Says so, unless another of its type has taken its place. */
  private ended(analysis: Analysis, runId: number, job: Job): void {
    if (this.jobs.get(analysis) !== job) return;
    this.jobs.delete(analysis);
    this.send({ type: 'analysisEnded', runId, analysis });
  }

  private jobOf(command: AnalysisCommand, run: Studied): Job {
    const { runId } = command;
    switch (command.type) {
      case 'floor':
        return floorJob(runId, run, this.send);
      case 'nearest':
        return nearestJob(runId, command.sampleId, command.pictures, run, this.send);
      case 'heldOut': {
        const onProgress = (label: string, fraction: number | null) =>
          this.send({ type: 'progress', label, fraction });
        return heldOutJob(runId, run, this.loader(), onProgress, this.send);
      }
    }
  }

  private async *telling(job: Job, ended: () => void): Job {
    try {
      yield* job;
    } finally {
      ended();
    }
  }
}

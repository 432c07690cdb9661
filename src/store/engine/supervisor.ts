/** Keeps an engine running, and restores the run when the engine is lost. */

import type { DeviceChoice, ThreadChoice } from '../../engine/device/deviceReport.ts';
import type { EngineReport } from '../../engine/engineReport.ts';
import type { RunOrder } from '../../engine/run/runOrder.ts';
import type { Phase, RunReport } from '../../engine/run/runReport.ts';
import { CallFailed, type Failure } from '../../wire/bridge.ts';
import { EngineLine, type EngineRemote, type WorkerLike } from './engineLine.ts';
import { type Happening, type Life, type Lost, NEWBORN, next } from './runLife.ts';

export interface SupervisorDependencies {
  readonly spawn: () => WorkerLike;
  readonly base: string;
  readonly choice: () => DeviceChoice;
  readonly threads: () => ThreadChoice;
  /** How long the engine may be silent, in milliseconds. */
  readonly silenceLimit: () => number;
  readonly nextRunId: () => number;
  readonly hear: (report: EngineReport) => void;
  /** Called with the engine's reports about the ordered run. */
  readonly hearRun: (order: RunOrder, report: RunReport) => void;
  /** The ordered run could not be opened; the one before it is unchanged. */
  readonly notOpened: (order: RunOrder, error: unknown) => void;
  /** The engine was lost and is being restarted. `begins`: the run has to start over. */
  readonly recovering: (how: Lost, message: string, begins: boolean) => void;
  /** The restored run was training and should continue. */
  readonly trainOn: (runId: number) => void;
  /** The save cannot be opened; start over. */
  readonly beginAnew: () => void;
  /** The engine failed too often and is not restarted. */
  readonly gone: (message: string) => void;
}

export class Supervisor {
  private life: Life = NEWBORN;
  private writes = false;
  private run: RunOrder | null = null;
  private readonly line: EngineLine;

  constructor(private readonly deps: SupervisorDependencies) {
    const { spawn, silenceLimit } = deps;
    this.line = new EngineLine({
      spawn,
      silenceLimit,
      failed: failure => this.failed(failure),
      lost: (how, message) => this.lost(how, message),
    });
  }

  get state(): Life {
    return this.life;
  }

  /** The present worker's functions. If the worker is lost, calls fail with the kind `gone`. */
  get engine(): EngineRemote {
    return this.line.engine;
  }

  start(): void {
    this.line.open();
    void this.followEngine();
  }

  stop(): void {
    this.line.close();
  }

  /** Opens a run, and follows it until it is replaced. */
  open(order: RunOrder): void {
    if (order.from === 'settings') {
      this.run = order;
      this.happen({ type: 'begun' });
    }
    void this.followRun(order);
  }

  /** Records whether training is wanted; a restored run then continues. */
  trains(on: boolean): void {
    this.happen({ type: 'train', on });
  }

  private async followEngine(): Promise<void> {
    const { base, choice, threads, hear } = this.deps;
    const claim = this.writes ? 'take' : 'ask';
    try {
      for await (const report of this.engine.start({ base, choice: choice(), threads: threads(), claim })) {
        this.writes = report.writes ?? this.writes;
        if (report.failure && isOfDevice(report.failure)) this.failed(report.failure);
        else hear(report);
      }
    } catch (error) {
      if (error instanceof CallFailed && error.kind === 'gone') return;
      hear({ failure: { kind: 'other', message: String(error), advice: '' } });
    }
  }

  private async followRun(order: RunOrder): Promise<void> {
    try {
      for await (const report of this.engine.open(order)) {
        const { opened, saved, phase } = report;
        if (opened) this.happen({ type: 'opened', ...opened });
        if (saved) this.happen({ type: 'saved', ...saved });
        this.deps.hearRun(order, report);
        // After `hearRun`: the page may ask whether this run is a restored one.
        if (phase) this.entered(phase, order.runId);
      }
    } catch (error) {
      if (error instanceof CallFailed && (error.kind === 'gone' || isOfDevice(error))) return;
      const unopened = this.life.phase === 'recovering';
      if (unopened) this.happen({ type: 'state', running: false });
      this.deps.notOpened(order, error);
      if (unopened) this.deps.beginAnew();
    }
  }

  private entered(phase: Phase, runId: number): void {
    const isRebuilt = this.life.phase === 'recovering';
    this.happen({ type: 'state', running: phase === 'running' });
    // Checked only now: Train or Pause may have been pressed meanwhile.
    if (isRebuilt && this.life.training) this.deps.trainOn(runId);
  }

  private failed(failure: Pick<Failure, 'kind' | 'message'>): void {
    if (!isOfDevice(failure)) return;
    this.line.close();
    this.lost(failure.kind, failure.message);
  }

  private lost(how: Lost, message: string): void {
    const { restart } = this.happen({ type: 'lost', how });
    if (!restart) {
      this.deps.gone(message);
      return;
    }
    this.deps.recovering(how, message, restart.open === null);
    this.start();
    if (restart.open !== null) {
      const runId = this.deps.nextRunId();
      void this.followRun({ runId, id: restart.open, from: 'storage', which: 'newest' });
    } else if (this.run) void this.followRun(this.run);
  }

  private happen(happening: Happening): ReturnType<typeof next> {
    const result = next(this.life, happening);
    this.life = result.life;
    return result;
  }
}

/** Whether the device can no longer be used. */
const isOfDevice = <F extends { readonly kind: string }>(failure: F): failure is F & { kind: Lost } =>
  failure.kind === 'lost' || failure.kind === 'memory' || failure.kind === 'refused';

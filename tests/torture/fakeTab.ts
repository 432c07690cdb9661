/** A tab without a page: the real supervisor, and what a page would know from its events. */
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { PIXELS } from '../../src/data/imageSet.ts';
import type { Event } from '../../src/protocol/messages.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { Supervisor } from '../../src/store/supervisor.ts';
import type { FakeLocks } from '../engine/fakeLocks.ts';
import { FakeWorker } from './fakeEngine.ts';

const config: RunConfig = {
  ...DEFAULT_CONFIG,
  dataset: 'drawings',
  channels: '8/16/16',
  batchSize: 1,
  steps: 100_000,
  previewEvery: 5000,
};
const drawings = { count: 1, pixels: new Uint8Array(PIXELS) };

let ids = 0;

export class FakeTab {
  worker!: FakeWorker;
  /** Of the run that is shown. */
  id = '';
  runId = 0;
  step = 0;
  phase = 'none';
  writes: boolean | null = null;
  gone = false;
  /** The largest step that each run ever had here. */
  readonly largest = new Map<string, number>();
  /** The step of each run's last acknowledged save. */
  readonly acknowledged = new Map<string, number>();
  readonly opened: { readonly id: string; readonly step: number }[] = [];
  readonly problems: string[] = [];
  private lastRunId = 0;
  readonly supervisor: Supervisor;

  constructor(tables: Tables, locks: FakeLocks) {
    this.supervisor = new Supervisor({
      spawn: () => {
        this.worker = new FakeWorker(tables, locks);
        return this.worker;
      },
      base: 'http://localhost/',
      choice: () => 'auto',
      patience: () => 10_000,
      nextRunId: () => this.nextRunId(),
      receive: event => this.hear(event),
      recovering: (_, __, begins) => {
        this.phase = 'none';
        if (begins) this.step = 0;
      },
      beginAnew: () => this.begin(),
      gone: () => {
        this.gone = true;
      },
    });
    this.supervisor.start();
    this.begin();
  }

  begin(): void {
    this.runId = this.nextRunId();
    this.id = `run${ids++}`;
    this.step = 0;
    this.phase = 'none';
    this.supervisor.send({ type: 'run', runId: this.runId, id: this.id, config, drawings });
  }

  open(id: string): void {
    this.phase = 'none';
    this.supervisor.send({ type: 'open', runId: this.nextRunId(), id, which: 'newest' });
  }

  train(action: 'start' | 'pause'): void {
    this.supervisor.send({ type: 'train', runId: this.runId, action });
  }

  save(): void {
    this.supervisor.send({ type: 'save', runId: this.runId });
  }

  close(): void {
    this.supervisor.stop();
  }

  private nextRunId(): number {
    this.lastRunId += 1;
    return this.lastRunId;
  }

  private hear(event: Event): void {
    if (event.type === 'opened') {
      this.runId = event.runId;
      this.id = event.id;
      this.step = event.step;
      this.opened.push({ id: event.id, step: event.step });
    }
    if (event.type === 'role') this.writes = event.writes;
    if (event.type === 'failure') this.problems.push(event.message);
    if (!('runId' in event) || event.runId !== this.runId) return;
    if (event.type === 'state') this.phase = event.state;
    if (event.type === 'train') {
      this.step = event.step;
      this.largest.set(this.id, Math.max(event.step, this.largest.get(this.id) ?? 0));
    }
    if (event.type === 'saved') {
      this.id = event.id;
      this.acknowledged.set(event.id, event.step);
      this.largest.set(this.id, Math.max(event.step, this.largest.get(this.id) ?? 0));
    }
  }
}

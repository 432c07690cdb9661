/** The engine as the page has it: behind the bridge, in this thread. */
import { onTestFinished, vi } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import type { Drawings } from '../../src/data/imageSet.ts';
import type { chooseDevice } from '../../src/engine/device/chooseDevice.ts';
import type { EngineReport } from '../../src/engine/engineReport.ts';
import type { RunOrder } from '../../src/engine/run/runOrder.ts';
import type { RunReport } from '../../src/engine/run/runReport.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { EngineLine, type EngineRemote } from '../../src/store/engine/engineLine.ts';
import type { Failure } from '../../src/wire/bridge.ts';
import { PIXELS } from '../data/mnistSize.ts';
import { memoryTables } from '../storage/memoryTables.ts';
import { CountingDevice } from './countingDevice.ts';
import { engineWorker } from './localWorker.ts';

export const smallConfig: RunConfig = {
  ...DEFAULT_CONFIG,
  dataset: 'drawings',
  channels: '8/16/16',
  batchSize: 1,
  T: 10,
  samplingSteps: 4,
  sampleCount: 1,
  steps: 100_000,
};
export const twoDrawings: Drawings = { count: 2, pixels: new Uint8Array(2 * PIXELS).fill(100) };

/** The reports about a run, and how its opening ended. */
class FollowedRun {
  readonly reports: RunReport[] = [];
  readonly done: Promise<void>;
  failure: Failure | null = null;
  ended = false;

  constructor(
    readonly runId: number,
    opening: AsyncGenerator<RunReport, void>,
  ) {
    this.done = this.follow(opening);
  }

  /** The first report that names `key`, as `wanted`. */
  until<K extends keyof RunReport>(
    key: K,
    wanted: (value: NonNullable<RunReport[K]>) => boolean = () => true,
  ): Promise<NonNullable<RunReport[K]>> {
    return vi.waitUntil(() => this.all(key).find(wanted), { timeout: 30_000 });
  }

  all<K extends keyof RunReport>(key: K): NonNullable<RunReport[K]>[] {
    return this.reports.map(report => report[key]).filter(value => value !== undefined) as never;
  }

  private async follow(opening: AsyncGenerator<RunReport, void>): Promise<void> {
    try {
      for await (const report of opening) this.reports.push(report);
    } catch (error) {
      this.failure = error as Failure;
    }
    this.ended = true;
  }
}

export interface OpenedEngine {
  readonly remote: EngineRemote;
  readonly reports: EngineReport[];
  open(order: RunOrder): FollowedRun;
  /** A fresh run on two drawings, once it is ready. */
  run(runId: number, changes?: Partial<RunConfig>): Promise<FollowedRun>;
}

interface Parts {
  readonly tables?: Tables;
  /** A network that only counts its steps, unless said. */
  readonly openDevice?: typeof chooseDevice;
}

export function openEngine({
  tables = memoryTables(),
  openDevice = new CountingDevice().open,
}: Parts = {}): OpenedEngine {
  const line = new EngineLine({
    spawn: () => engineWorker({ tables, openDevice }),
    failed: () => {},
    lost: () => {},
    silenceLimit: () => 60_000,
  });
  line.open();
  onTestFinished(() => line.close());
  const remote = line.engine;
  const reports: EngineReport[] = [];
  void (async () => {
    const started = remote.start({ base: 'http://localhost/', choice: 'cpu', threads: null, claim: 'ask' });
    for await (const report of started) reports.push(report);
  })().catch(() => {});
  const open = (order: RunOrder) => new FollowedRun(order.runId, remote.open(order));
  return {
    remote,
    reports,
    open,
    async run(runId, changes = {}) {
      const config = { ...smallConfig, ...changes };
      const run = open({ runId, id: `run${runId}`, from: 'settings', config, drawings: twoDrawings });
      await run.until('ready');
      return run;
    },
  };
}

export async function collect<T>(items: AsyncGenerator<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A tab without a screen: the whole page, with what the test of a run's life needs to know of it. */

import { encodeLink, withDrawings } from '../../src/config/link.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { drawingsToText } from '../../src/data/drawingsText.ts';
import type { Phase } from '../../src/engine/run/runReport.ts';
import type { RunState } from '../../src/store/training/runState.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';
import { type Browser, openPage, type Page } from '../store/appHarness.ts';

const LINK = withDrawings(
  encodeLink({
    ...DEFAULT_CONFIG,
    dataset: 'drawings',
    channels: '8/16/16',
    batchSize: 1,
    steps: 100_000,
    previewEvery: 5000,
  }),
  drawingsToText(new Uint8Array(PIXELS).fill(255), SHAPE)!,
);

export class FakeTab {
  readonly page: Page;
  /** The largest step that each run ever had here. */
  readonly largest = new Map<string, number>();
  /** The step of each run's last acknowledged save. */
  readonly acknowledged = new Map<string, number>();
  readonly opened: { readonly id: string; readonly step: number }[] = [];
  private worker;
  /** What a worker that is gone had reported as ready. */
  private stale: RunState['ready'] = null;

  constructor(browser: Browser) {
    this.page = openPage({ hash: LINK, browser });
    this.worker = this.page.worker;
    this.page.app.store.subscribe(({ run }, { run: before }) => this.follow(run, before));
  }

  get run(): RunState {
    return this.page.state.run;
  }

  get step(): number {
    return this.run.step;
  }

  get id(): string {
    return this.run.id;
  }

  /** Null until the present worker has the run ready. */
  get phase(): Phase | null {
    this.noticeLoss();
    const { ready, phase } = this.run;
    return ready && ready !== this.stale ? phase : null;
  }

  /** Known once a run is ready. */
  get writes(): boolean {
    return this.page.state.engine.writes;
  }

  private noticeLoss(): void {
    const { worker } = this.page;
    if (worker === this.worker) return;
    this.worker = worker;
    this.stale = this.run.ready;
  }

  private follow(run: RunState, before: RunState): void {
    this.noticeLoss();
    if (run.runId !== before.runId && run.from === 'storage')
      this.opened.push({ id: run.id, step: run.step });
    if (run.saved && run.saved !== before.saved) this.acknowledged.set(run.id, run.saved.step);
    this.largest.set(run.id, Math.max(run.step, this.largest.get(run.id) ?? 0));
  }
}

import { expect, vi } from 'vitest';
import { RunStorage } from '../../src/storage/runStorage.ts';
import { stateAt } from '../engine/countingDevice.ts';
import type { MemoryTables } from '../storage/memoryTables.ts';
import { sameBytes } from '../storage/sameBytes.ts';
import { openBrowser, ticks } from '../store/appHarness.ts';
import { FakeTab } from './fakeTab.ts';

/** The tabs of one browser, the last one in front, and what must hold for them at all times. */
export class World {
  private readonly browser = openBrowser();
  readonly tables: MemoryTables = this.browser.tables;
  readonly storage = new RunStorage(this.tables);
  tabs: FakeTab[] = [];

  get front(): FakeTab {
    return this.tabs.at(-1)!;
  }

  async openTab(): Promise<void> {
    this.tabs.push(new FakeTab(this.browser));
    await until(() => this.front.phase === 'idle', 'a tab that is ready');
  }

  /** Ends the tab without notice, like a reload or a crash. */
  closeFront(): void {
    this.tabs.pop()!.page.close();
  }

  /** Lets time pass, second by second, and all tabs work in between. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      vi.advanceTimersByTime(1000);
      await ticks(3);
    }
  }

  async check(): Promise<void> {
    await until(() => this.tabs.filter(tab => tab.writes).length === 1, 'one writer');
    for (const record of await this.storage.list()) {
      const { checkpoint, damaged } = await this.storage.load(record.id);
      const { step } = checkpoint;
      expect(damaged).toEqual([]);
      const whole = stateAt(step, checkpoint.params.length);
      for (const name of VECTORS)
        expect(sameBytes(checkpoint[name], whole[name]), `${name} of ${step}`).toBe(true);
      const acknowledged = Math.max(...this.tabs.map(tab => tab.acknowledged.get(record.id) ?? 0));
      expect(step).toBeGreaterThanOrEqual(acknowledged);
      for (const tab of this.tabs) {
        for (const opened of tab.opened) {
          if (opened.id === record.id) expect(opened.step).toBeLessThanOrEqual(record.step);
        }
      }
    }
  }
}

const VECTORS = ['params', 'ema', 'adamM', 'adamV'] as const;

export async function until(holds: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 3000; i++) {
    if (holds()) return;
    await ticks(1);
  }
  throw new Error(`It never came to ${what}`);
}

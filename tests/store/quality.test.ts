/** Judging on the whole page: the order of the experiment, the engine's turns, and what stands in the state. */
import { expect, it } from 'vitest';
import type { Qualities } from '../../src/experiments/quality/engine/qualityJob.ts';
import type { AppState } from '../../src/store/state.ts';
import { openPage, type Page } from './appHarness.ts';

const KEY = 'quality now';
const COUNT = 16;

const finding = ({ findings }: AppState) => findings[KEY] as { found: Qualities | null; running: boolean };

async function opened(): Promise<Page> {
  const page = openPage();
  await page.until(({ run }) => run.ready);
  return page;
}

const judge = (page: Page, steps: readonly number[]) => {
  const ways = steps.map(samplingSteps => ({ config: { ...page.state.config, samplingSteps } }));
  return page.app.analyses.analyse('quality', { ways, count: COUNT }, { key: KEY });
};

it('draws as many pictures as it judges, with the floor beside, also where WebAssembly does not start', async () => {
  const page = await opened();
  await judge(page, [2, 3]);
  const { found, running } = finding(page.state);
  expect(page.messages).toEqual([]);
  expect([running, found!.count, found!.done]).toEqual([false, COUNT, 1]);
  expect(found!.drawn.map(({ calls }) => calls)).toEqual([2, 3]);
  // The network that only counts leaves noise as it is: no digit.
  expect(found!.drawn[0]!.distance).toBeGreaterThan(2 * found!.real.distance);
  expect(found!.real.confident).toBeGreaterThan(0.85);
  expect(found!.accuracy).toBeGreaterThan(0.985);
});

it('stops when asked, and keeps the figures that it has', async () => {
  const page = await opened();
  const judged = judge(page, [1, 1, 1000, 1000]);
  await page.until(state => finding(state).found?.drawn.length === 2);
  page.app.analyses.stopAnalysis(KEY);
  await judged;
  const { found, running } = finding(page.state);
  expect([running, found!.drawn.length, found!.ways.length]).toEqual([false, 2, 4]);
});

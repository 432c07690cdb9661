/** Before the first click, the sampling in view ends on finished digits, and the timeline does not move by itself. */
import { expect, it } from 'vitest';
import { levelInView } from '../../src/store/timeline/place.ts';
import { frameInView } from '../../src/store/timeline/playback.ts';
import { openPage } from './appHarness.ts';

it('shows the newest frame of the first sampling until somebody moves', async () => {
  const page = openPage({ mayMove: true });
  await page.until(({ samplings }) => samplings.main && samplings.main.frames.length > 3, 'some frames');
  page.app.timeline.drift(350);
  expect(frameInView(page.state)).toBe(page.state.samplings.main!.frames.length - 1);
  await page.until(({ samplings }) => samplings.main?.result, 'the result');
  // 50 steps, and the finished pictures behind them.
  expect(frameInView(page.state)).toBe(50);
  expect(levelInView(page.state)).toBe(350);
  expect(page.state.place.part).toBe('noise');

  page.app.playback.scrubTo(999);
  expect(frameInView(page.state)).toBe(0);
});

it('answers the first question before it draws by itself', async () => {
  const page = openPage({ mayMove: true });
  await page.until(({ samplings }) => samplings.main, 'the first sampling');
  expect(page.state.answered).not.toBeNull();
});

it('draws nothing by itself for a link', async () => {
  const page = openPage({ mayMove: true, hash: '#v=2&seed=7' });
  await page.until(({ run, answered }) => run.ready && answered, 'ready');
  expect(page.state.samplings).toEqual({});
});

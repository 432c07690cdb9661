/** Look inside asks one question at a time, and the newest next. */
import { expect, it } from 'vitest';
import { keepAskingInside } from '../../src/experiments/inside/askInside.ts';
import type { App } from '../../src/store/app.ts';
import { levelInView } from '../../src/store/timeline/place.ts';
import { openPage, ticks } from '../store/appHarness.ts';

it('answers while the hand moves, and ends with the newest', async () => {
  const page = openPage();
  await page.until(({ run }) => run.ready, 'ready');
  const asked: number[] = [];
  let stopped = '';
  let answer = () => {};
  const analyses = {
    analyse: async (_: string, { t }: { t: number }) => {
      asked.push(t);
      await new Promise<void>(resolve => {
        answer = resolve;
      });
    },
    stopAnalysis: (key: string) => {
      stopped = key;
    },
  } as unknown as App['analyses'];
  const end = keepAskingInside({ store: page.app.store, analyses }, work => void setTimeout(work, 0));
  await ticks(5);
  expect(asked).toEqual([levelInView(page.state)]);
  for (const t of [700, 800, 900]) {
    page.app.timeline.seek(t);
    await ticks(5);
  }
  expect(asked).toHaveLength(1);
  answer();
  await ticks(5);
  expect(asked.slice(1)).toEqual([900]);
  answer();
  await ticks(5);
  expect(asked).toHaveLength(2);
  end();
  page.app.timeline.seek(10);
  await ticks(5);
  expect([asked.length, stopped]).toEqual([2, 'inside']);
});

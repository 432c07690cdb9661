/** Rows of the time machine: one sampling after the other, until the weights of every kept step have drawn. */
import { expect, it } from 'vitest';
import { drawRows } from '../../src/experiments/timeMachine/drawRows.ts';
import { drawnRowsOf, rowsOf } from '../../src/experiments/timeMachine/rows.ts';
import { openPage, until } from '../store/appHarness.ts';

it('draws a row for each kept step, begins anew with another noise, and never shows those of another run', async () => {
  const page = openPage({ hash: '#v=1&channels=8%2F16%2F16&batchSize=1&T=40' });
  const { app } = page;
  await page.until(({ run }) => run.ready, 'ready');
  for (const step of [1, 2]) {
    app.runs.train('step');
    await page.until(({ run }) => run.step === step && run.phase === 'paused', `step ${step}`);
  }
  await page.until(({ run }) => run.snapshots.steps.join() === '0,1,2', 'three kept steps');
  const drawn = drawnRowsOf(app);
  const rows = () => rowsOf(page.state, drawn.getState());
  const stop = drawRows(app);
  await until(() => rows().size === 3, 'three rows');
  expect([...rows().keys()].sort()).toEqual([0, 1, 2]);
  // Twelve steps and the result.
  expect(rows().get(1)).toHaveLength(13);
  const first = rows().get(1)![0]!.xt;

  drawn.setState(({ noise }) => ({ noise: noise + 1, rows: new Map() }));
  await until(() => rows().size === 3, 'three rows from another noise');
  expect(rows().get(1)![0]!.xt).not.toEqual(first);

  stop();
  app.settings.apply();
  expect(rows().size).toBe(0);
});

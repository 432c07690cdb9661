import { expect, it } from 'vitest';
import { openPage } from './appHarness.ts';

it('opens, is ready, trains and saves', async () => {
  const page = openPage({ hash: '#v=2&channels=8%2F16%2F16&batchSize=1' });
  await page.until(({ run }) => run.ready, 'ready');
  page.app.runs.train('step');
  await page.until(({ run }) => run.saved, 'saved');
  expect(page.state.run).toMatchObject({ step: 1, phase: 'paused', saved: { step: 1 } });
  expect(page.messages).toEqual([]);
});

it('keeps the number of threads that was chosen, beside the run and the link', async () => {
  const page = openPage({ hash: '#v=2&channels=8%2F16%2F16&batchSize=1' });
  await page.until(({ run }) => run.ready, 'ready');
  page.app.runs.train('start');
  await page.until(({ run }) => run.step > 1, 'training');
  const { runId, step } = page.state.run;
  const { hash } = page.address;
  page.app.runs.chooseThreads(2);
  await page.until(({ run }) => run.step > step + 1, 'training on');
  expect(page.state.run).toMatchObject({ runId, phase: 'running' });
  expect(page.device.threads).toEqual([null, 2]);
  expect(page.address.hash).toBe(hash);
  const again = page.reload();
  await again.until(({ run }) => run.ready, 'ready again');
  expect(again.state.threads).toBe(2);
  expect(again.device.threads).toEqual([2]);
  again.app.runs.chooseThreads(null);
  expect(again.browser.threads).toBeNull();
});

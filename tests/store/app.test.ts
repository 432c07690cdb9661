import { expect, it } from 'vitest';
import { openPage } from './appHarness.ts';

it('opens, is ready, trains and saves', async () => {
  const page = openPage({ hash: '#v=1&channels=8%2F16%2F16&batchSize=1' });
  await page.until(({ run }) => run.ready, 'ready');
  page.app.runs.train('step');
  await page.until(({ run }) => run.saved, 'saved');
  expect(page.state.run).toMatchObject({ step: 1, phase: 'paused', saved: { step: 1 } });
  expect(page.messages).toEqual([]);
});

/** Settings changed after training began: the page says which are not in force, and offers to apply them. */
import { expect, it } from 'vitest';
import { needsApply } from '../../src/store/settings/rules.ts';
import { whatWaits } from '../../src/store/training/waiting.ts';
import { PIXELS } from '../data/mnistSize.ts';
import { openPage, type Page } from './appHarness.ts';

const SMALL = '#v=2&channels=8%2F16%2F16&batchSize=1';

async function step({ app, until }: Page): Promise<void> {
  await until(({ run }) => run.ready, 'ready');
  app.runs.train('step');
  await until(({ run }) => run.step === 1 && run.phase === 'paused', 'one step');
}

it('names the settings that a preset brought, and those that need a new network', async () => {
  const page = openPage({ hash: SMALL });
  page.app.settings.set({ batchSize: 2 });
  expect(whatWaits(page.state)).toBeNull();
  await step(page);
  page.app.settings.set({ batchSize: 4 });
  expect(whatWaits(page.state)).toBeNull();

  page.app.settings.preset({ channels: '8/16/16', batchSize: 64, learningRate: 0.001 });
  expect(whatWaits(page.state)).toBe(
    'Not in force yet: Learning rate, Batch size. Apply changes starts a new network with them.',
  );
  page.app.settings.set({ schedule: 'linear' });
  expect(whatWaits(page.state)).toBe(
    'Not in force yet: Schedule, Learning rate, Batch size. Apply changes starts a new network with them.',
  );
  page.app.settings.apply();
  expect(whatWaits(page.state)).toBeNull();
  expect(page.state.run.config).toMatchObject({ schedule: 'linear', batchSize: 64, learningRate: 0.001 });
});

it('offers to train on drawings that changed after training began', async () => {
  const page = openPage({ hash: `${SMALL}&dataset=drawings` });
  const drawing = (grey: number) => new Uint8Array(PIXELS).fill(grey);
  page.app.drawings.add(drawing(1), drawing(2));
  await page.until(({ run }) => run.drawings?.count === 2, 'a run of two');
  await step(page);
  expect(whatWaits(page.state)).toBeNull();
  page.app.drawings.add(drawing(3));
  expect(needsApply(page.state)).toBe(true);
  expect(whatWaits(page.state)).toBe('Your drawings have changed: press Apply changes to train on them.');
  page.app.settings.apply();
  expect(page.state.run.drawings?.count).toBe(3);
  expect(whatWaits(page.state)).toBeNull();
});

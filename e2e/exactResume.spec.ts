/** A run whose worker was killed and resumed ends in the same saved file, bit by bit, as an uninterrupted run. */
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { SOON, stepOf, TINY } from './runHelpers.ts';

/** With TORTURE=long, as many steps as docs/recovery.md promises. */
const LONG = process.env.TORTURE === 'long';
const STEPS = LONG ? 200 : 6;
const KILLED_AT = STEPS / 2;
const LONG_TIMEOUT = { timeout: (LONG ? 20 : 3) * 60_000 };

test.use({ tolerated: [/thrown on purpose/] });

/** Hashes of the newest save of every kept run, by the run's step. */
const newestSaves = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ step: number; sha256: string }[]>((resolve, reject) => {
        const opening = indexedDB.open('diffusion-playground-runs');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('runs').objectStore('runs').getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => resolve(all.result.map(run => run.checkpoints.at(-1)));
          opening.result.close();
        };
      }),
  );

const savedAt = (page: Page, step: number) =>
  expect(page.getByText(`Saved in this browser at step ${step},`)).toBeVisible(LONG_TIMEOUT);

async function killAndGoOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await savedAt(page, STEPS);

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => stepOf(page), SOON).toBe(0);
  for (let step = 1; step <= KILLED_AT; step++) {
    await page.getByRole('button', { name: 'One step' }).click();
    await savedAt(page, step);
  }
  const worker = page.workers().find(each => each.url().includes('/worker-'))!;
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('thrown on purpose');
    });
  });
  const told = page.locator('.notice').filter({ hasText: `resumes from step ${KILLED_AT}` });
  await expect(told).toBeVisible(LONG_TIMEOUT);
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await savedAt(page, STEPS);

  const [one, other, ...more] = await newestSaves(page);
  expect(more).toEqual([]);
  expect(one!.step).toBe(STEPS);
  expect(other).toEqual({ ...one, generation: expect.any(Number) });
}

test('on the processor', async ({ page }) => {
  test.setTimeout(2 * LONG_TIMEOUT.timeout);
  await page.goto(`${TINY}&steps=${STEPS}`);
  await killAndGoOn(page);
});

test('on WebGPU @webgpu', async ({ page }) => {
  test.setTimeout(3 * LONG_TIMEOUT.timeout);
  await page.goto(`${TINY.replace('batchSize=4', 'batchSize=1')}&steps=${STEPS}`);
  const badge = page.getByRole('button', { name: /^Device:/ });
  await badge.click();
  await page.getByRole('combobox', { name: 'Compute with' }).selectOption('webgpu');
  await expect(badge).toContainText('WebGPU', SOON);
  await page.keyboard.press('Escape');
  await killAndGoOn(page);
});

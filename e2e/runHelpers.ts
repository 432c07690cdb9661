import type { Page } from '@playwright/test';
import { expect } from './page.ts';

/** A network that makes a step in a few hundredths of a second. */
export const TINY = '/#v=1&channels=8%2F16%2F16&batchSize=4&digits=0';

/** A long limit, since the machine may be busy. */
export const SOON = { timeout: 120_000 };

export const stepOf = async (page: Page): Promise<number> => {
  const shown = await page
    .getByText('Step', { exact: true })
    .locator('xpath=following-sibling::dd')
    .textContent();
  return Number(/^[\d,]+/.exec(shown ?? '')?.[0].replaceAll(',', '') ?? 'NaN');
};

/** Trains for at least `steps` and pauses, which saves. */
export async function trainAndPause(page: Page, steps: number): Promise<number> {
  await page.getByRole('button', { name: /^(Train|Resume)$/ }).click();
  const before = await stepOf(page);
  await expect.poll(() => stepOf(page), SOON).toBeGreaterThanOrEqual(before + steps);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByText(/^Saved in this browser at step/)).toBeVisible(SOON);
  return stepOf(page);
}

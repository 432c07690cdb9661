/** Runs are saved in the browser, offered after a reload, listed and compared. */
import { expect, test } from './page.ts';
import { SOON, stepOf, TINY, trainAndPause } from './runHelpers.ts';

test('a run is saved when it pauses, and goes on after a reload where it was', async ({ page }) => {
  await page.goto(TINY);
  const step = await trainAndPause(page, 5);
  await page.reload();
  await expect(page.getByText(`is kept at step ${step}`)).toBeVisible(SOON);
  await expect(page.getByText('The network is new: its weights are random.')).toBeVisible();
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect.poll(() => stepOf(page), SOON).toBe(step);
  await expect(page.getByText('Paused. Nothing is lost.')).toBeVisible();
  await expect(page.getByText('Continued, not identical')).toBeHidden();
  expect(await trainAndPause(page, 2)).toBeGreaterThanOrEqual(step + 2);
});

test('kept runs are named, copied, compared, deleted and brought back', async ({ page }) => {
  await page.goto(TINY);
  await trainAndPause(page, 1);
  await page.getByRole('button', { name: 'Runs', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Runs kept in this browser' });
  const rows = dialog.getByRole('listitem');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('open');

  await dialog.getByRole('button', { name: /^Rename/ }).click();
  await dialog.getByRole('textbox').fill('noughts');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('noughts', { exact: true })).toBeVisible();

  await dialog.getByRole('button', { name: 'Duplicate noughts' }).click();
  await expect(rows).toHaveCount(2);
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await expect(dialog.getByText('Their settings are the same.')).toBeVisible();
  await expect(dialog.getByRole('img', { name: 'Smoothed losses of both runs' })).toBeVisible();

  const copy = dialog.getByRole('listitem', { name: 'noughts, copy' });
  await copy.getByRole('button', { name: /^Delete/ }).click();
  await expect(rows).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Bring it back' }).click();
  await expect(rows).toHaveCount(2);
  await expect(dialog.getByText(/that this browser grants are taken/)).toBeVisible();

  await copy.getByRole('button', { name: 'Open' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => stepOf(page), SOON).toBeGreaterThan(0);
});

/** Before the first click: a recording plays at once, then the pretrained network draws. */
import { expect, test } from './page.ts';

test('a recording plays until the pretrained network is asked to draw', async ({ page }) => {
  // The digits are held back, so that the engine cannot be ready before we have looked.
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route('**/data/*', async route => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  const recording = page.getByRole('region', { name: 'Recorded reverse process' });
  await expect(recording.getByText('Recorded', { exact: true })).toBeVisible();
  await expect(recording.getByText(/after [\d,]+ training steps/)).toBeVisible();
  const picture = () =>
    recording
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const first = await picture();
  await expect.poll(picture).not.toBe(first);
  await recording.getByRole('button', { name: 'Pause the recording' }).click();
  const paused = await picture();
  await page.waitForTimeout(500);
  expect(await picture()).toBe(paused);

  release();
  await expect(page.getByText(/^Pretrained, [\d,]+ steps/)).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(recording).toBeHidden();
});

test('left alone, the pretrained network takes over from the recording, live', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('.frame-number')).toHaveText(/^\d+ \/ 51$/, { timeout: 120_000 });
  await expect(page.getByRole('region', { name: 'Recorded reverse process' })).toBeHidden();
  await expect(page.getByText(/^Pretrained, [\d,]+ steps/)).toBeVisible();
  await page.getByRole('slider', { name: 'Noise level t' }).focus();
  await page.keyboard.press('End');
  // It has drawn but not trained.
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
});

test('the opening shows its formulas without the code that typesets others', async ({ page }) => {
  await page.route(/\/(?:katex|typeset)-[^/]*\.js$/, () => {});
  await page.goto('/');
  const formulas = page.locator('.katex');
  await expect(page.locator('.katex-display')).toContainText('N(0,I)');
  // The page's policy lets only scripts set styles.
  const unstyled = page.locator('.katex [data-style]:not([style])');
  await expect(page.locator('.katex [data-style]')).not.toHaveCount(0);
  await expect(unstyled).toHaveCount(0);
  expect(await formulas.count()).toBeGreaterThanOrEqual(9);
  // A formula that waits for it is empty.
  await expect(page.locator('span[translate=no]:empty')).toHaveCount(0);
});

test('a link starts nothing by itself', async ({ page }) => {
  await page.goto('/#v=2&seed=7');
  await expect(page.getByText(/^Pretrained, [\d,]+ steps/)).toBeVisible({ timeout: 120_000 });
  await page.waitForTimeout(1000);
  await expect(page.getByRole('region', { name: 'Recorded reverse process' })).toBeVisible();
});

test('one button is in the accent colour, which the opening sentence names until it is pressed', async ({
  page,
}) => {
  await page.goto('/');
  const opening = page.getByText(/^See noise become pictures, .* Start with Sample\.$/);
  await expect(opening).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText('0 of 2,000')).toBeHidden();
  const leading = page.locator('.button-primary').filter({ visible: true });
  await expect(leading).toHaveText('Sample');
  await leading.click();
  await expect(opening).toBeHidden();
  await expect(page.getByText('0 of 2,000')).toBeVisible();
  await expect(leading).toHaveText('Train');
  await leading.click();
  await expect(leading).toHaveText('Pause');
});

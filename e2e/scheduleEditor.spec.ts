/** The schedule editor: dragging points, moving them by keys, its warnings, its link, and training with the result. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page.ts';

/** Long enough to load the experiment and start the engine. */
const LOADING_MS = 60_000;

test('a schedule is drawn, warned about, shared in the link and trained on', async ({ page }) => {
  await page.goto('/?lab=schedule#v=1&channels=8%2F16%2F16&batchSize=4');
  const experiment = page.getByRole('tabpanel', { name: /Schedule editor/ });
  const point = (n: number) => experiment.getByRole('slider', { name: `Point ${n} of 7` });
  const pictureAt = (t: number) =>
    experiment
      .getByRole('button', { name: `Go to t = ${t}` })
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

  await test.step('the mouse drags a point, and the pictures follow', async () => {
    await expect(experiment.getByText('The page uses another schedule')).toBeVisible({ timeout: LOADING_MS });
    const before = await pictureAt(555);
    await point(4).scrollIntoViewIfNeeded();
    const box = (await point(4).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y - 40, { steps: 5 });
    await page.mouse.up();
    await expect(experiment.getByText('The page uses this curve')).toBeVisible();
    expect(Number(await point(4).getAttribute('aria-valuenow'))).toBeGreaterThan(0.4);
    expect(await pictureAt(555)).not.toBe(before);
    await expect(page).toHaveURL(/schedule=custom.*curve=143-9455_286-8117_429-6113_571-\d+_714-/);
  });

  await test.step('a chain that does not end in noise is warned about', async () => {
    await expect(experiment.getByText('Yes.')).toBeVisible();
    await point(7).focus();
    await page.keyboard.press('Shift+ArrowUp');
    await expect(experiment.getByText('Not yet.')).toBeVisible();
    await expect(point(7)).toHaveAttribute('aria-valuenow', '0.049');
    await experiment.getByRole('button', { name: 'Undo' }).click();
    await expect(experiment.getByText('Yes.')).toBeVisible();
  });

  await test.step('no point passes its neighbour', async () => {
    await point(2).focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowLeft');
    await expect(point(2)).toHaveAttribute('aria-valuetext', /at t = 162$/);
  });

  await test.step('the link brings it back', async () => {
    const curve = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('curve');
    await page.reload();
    await expect(point(2)).toHaveAttribute('aria-valuetext', /at t = 162$/, { timeout: LOADING_MS });
    expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('curve')).toBe(curve);
  });

  await test.step('and the network trains on it', async () => {
    await experiment.getByRole('button', { name: 'Train on it from scratch' }).click({ timeout: LOADING_MS });
    await expect(page.getByText('Smoothed loss').locator('xpath=following-sibling::dd')).not.toHaveText('–', {
      timeout: LOADING_MS,
    });
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
  });

  const { violations } = await new AxeBuilder({ page }).include('.experiment').analyze();
  expect(violations).toEqual([]);
});

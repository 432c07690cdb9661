/** The experiment "Time machine" on MNIST: earlier weights are kept during training, and draw. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page.ts';

/** Long enough to load the experiment, start the engine, train a few steps and draw a few rows. */
const LOADING_MS = 90_000;

test('the network of an earlier step draws again, beside that of now', async ({ page }) => {
  await page.goto('/?lab=timeMachine#v=1&channels=8%2F16%2F16&batchSize=16&previewEvery=10&steps=20');
  const experiment = page.getByRole('tabpanel', { name: /Time machine/ });
  await expect(experiment.getByText('There is no past yet.')).toBeVisible({ timeout: LOADING_MS });
  await page.getByRole('button', { name: 'Train', exact: true }).click({ timeout: LOADING_MS });

  const picture = () =>
    experiment
      .getByRole('img', { name: 'The network’s guess at this step' })
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const training = experiment.getByRole('slider', { name: 'Training step' });
  const diffusion = experiment.getByRole('slider', { name: 'Diffusion step' });

  await test.step('the moments of the run are there: 0, 1, 2, 4, 8, 10 and 20', async () => {
    await expect(training).toHaveAttribute('aria-valuetext', '20', { timeout: LOADING_MS });
    await expect(training).toHaveAttribute('aria-valuemax', '6');
    // Waits until every row is drawn.
    await expect(experiment.locator('.not-drawn')).toHaveCount(0, { timeout: LOADING_MS });
  });

  await test.step('training is scrubbed: other weights, another picture', async () => {
    const now = await picture();
    await training.focus();
    await page.keyboard.press('Home');
    await expect(training).toHaveAttribute('aria-valuetext', '0');
    const before = await picture();
    expect(before).not.toBe(now);
    await experiment.getByRole('button', { name: /^20: the weights/ }).click();
    await expect.poll(picture).toBe(now);
  });

  await test.step('the reverse process is scrubbed', async () => {
    const end = await picture();
    await diffusion.focus();
    await page.keyboard.press('Home');
    await expect(diffusion).toHaveAttribute('aria-valuetext', 't = 999');
    expect(await picture()).not.toBe(end);
  });

  await test.step('a cell of the grid is both', async () => {
    const grid = experiment.getByRole('img', { name: /from the same noise/ });
    const box = (await grid.boundingBox())!;
    await grid.click({ position: { x: box.width - 5, y: 5 } });
    await expect(training).toHaveAttribute('aria-valuetext', '0');
    await expect(diffusion).toHaveAttribute('aria-valuetext', 'the result');
  });

  const { violations } = await new AxeBuilder({ page }).include('.experiment').analyze();
  expect(violations).toEqual([]);
});

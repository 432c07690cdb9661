/** The timeline moves every part of the page, and the keys do what their list says. */
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { SOON, stepOf } from './runHelpers.ts';

const SMALL = '/#v=1&channels=8%2F16%2F16&batchSize=4&sampleCount=4&samplingSteps=10';
const canvasOf = (page: Page, name: string | RegExp) =>
  page
    .getByRole('img', { name })
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

test('dragging the timeline moves x_t, the guesses, the loss mark and the frame', async ({ page }) => {
  await page.goto(SMALL);
  await expect(page.getByText('40 of 10,000 digits')).toBeVisible(SOON);
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(page.locator('.frame-number')).toHaveText('11 / 11', SOON);

  const line = (await page.locator('.timeline-line').boundingBox())!;
  const y = line.y + line.height / 2;
  await page.mouse.move(line.x + 0.9 * line.width, y);
  await page.mouse.down();
  const state = async () => ({
    t: await page.locator('.time-label').textContent(),
    xt: await canvasOf(page, /^The noisy picture at/),
    frame: await page.locator('.frame-number').textContent(),
    mark: (await page.locator('.bar-mark').boundingBox())!.x,
  });
  const right = await state();
  await expect(
    page.getByRole('img', { name: /^The picture that the network guesses at t = \d{2,3}$/ }),
  ).toBeVisible(SOON);
  await page.mouse.move(line.x + 0.1 * line.width, y, { steps: 8 });
  const left = await state();
  await page.mouse.up();
  expect(left.t).not.toBe(right.t);
  expect(left.xt).not.toBe(right.xt);
  expect(left.frame).toBe('2 / 11');
  expect(right.frame).toBe('10 / 11');
  expect(left.mark).toBeLessThan(right.mark);
  const t = /t = (\d+)/.exec(left.t!)![1];
  await expect(
    page.getByRole('img', { name: `The picture that the network guesses at t = ${t}`, exact: true }),
  ).toBeVisible(SOON);
});

test('the equation shows the part in use, with the very row of the step in view', async ({ page }) => {
  await page.goto(SMALL);
  const equation = page.getByRole('region', { name: 'The equation in use' });
  await page.getByRole('slider', { name: 'Noise level t' }).focus();
  await page.keyboard.press('Home');
  await expect(equation.locator('.factor')).toHaveText(['0.000', '1.000']);
  await page.keyboard.press('End');
  await expect(equation.locator('.factor')).toHaveText(['0.999', '0.001']);

  await page.getByRole('button', { name: 'One step', exact: true }).click();
  await expect(
    equation.getByRole('heading', { name: /^The loss here, at t = 0 ?: ?\d\.\d{4}$/ }),
  ).toBeVisible(SOON);

  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(page.locator('.frame-number')).toHaveText('11 / 11', SOON);
  // Euler on a flow: x_t' = x_t + (s' - s) u, and u = epsHat - x0Hat; ten equal steps from s = 1 to 0.
  await expect(equation.getByRole('heading', { name: /^Step 10 of 10: .* to the data$/ })).toBeVisible(SOON);
  await page.getByRole('slider', { name: 'Noise level t' }).focus();
  await page.keyboard.press('Home');
  await expect(equation.getByRole('heading', { name: /^Step 1 of 10: from t = 999/ })).toBeVisible(SOON);
  await expect(equation.locator('.factor')).toHaveText(['1.000', '0.100', '0.100']);
});

test('keys scrub, play, train and list themselves, but not while one types', async ({ page }) => {
  await page.goto(SMALL);
  const label = page.locator('.time-label');
  await page.getByRole('slider', { name: 'Noise level t' }).focus();
  await page.keyboard.press('End');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('ArrowLeft');
  await expect(label).toHaveText('t = 1 of 999');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(label).toHaveText('t = 51 of 999');
  await page.keyboard.press('ArrowRight');
  await expect(label).toHaveText('t = 50 of 999');

  // Far enough to be seen playing.
  for (let i = 0; i < 8; i++) await page.keyboard.press('Shift+ArrowLeft');
  await expect(label).toHaveText('t = 450 of 999');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause the animation' })).toBeVisible(SOON);
  await expect(label).toHaveText('t = 0 of 999', SOON);
  await expect(page.getByRole('button', { name: 'Play the animation' })).toBeVisible(SOON);

  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toContainText('Along the timeline');
  await page.keyboard.press('ArrowLeft');
  await expect(label).toHaveText('t = 0 of 999');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();

  const steps = page.getByRole('textbox', { name: 'Sampling steps' });
  await steps.click();
  await page.keyboard.press('t');
  await page.keyboard.press('ArrowLeft');
  await expect(label).toHaveText('t = 0 of 999');
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible(SOON);
  await page.getByRole('heading', { level: 1 }).click();

  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled(SOON);
  await page.keyboard.press('t');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible(SOON);
  await expect.poll(() => stepOf(page), SOON).toBeGreaterThan(0);
  await page.keyboard.press('t');
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible(SOON);
});

/** The whole walk on MNIST: data, forward process, training, sampling, and the same set-up from its link. */
import { addDrawing, thumbnails } from './drawingHelpers.ts';
import { expect, openMore, test } from './page.ts';
import { SOON } from './runHelpers.ts';

const trainingStep = /^(\d[\d,]*) of/;

test('trains until the loss is below 0.2, samples, scrubs, and comes back from its link', async ({
  page,
}) => {
  await page.goto(
    '/#v=1&schedule=linear&target=eps&sampler=ddim&samplingSteps=20&channels=8%2F16%2F16&batchSize=32&learningRate=0.001&sampleCount=4',
  );
  await expect(page.getByRole('button', { name: /^Device:/ })).toContainText('Processor', SOON);
  await expect(page.getByText('40 of 10,000 digits')).toBeVisible(SOON);

  await test.step('scrub the forward process', async () => {
    const slider = page.getByRole('slider', { name: 'Noise level t' });
    await slider.focus();
    await page.keyboard.press('End');
    await expect(page.locator('.time-label')).toHaveText('t = 0 of 999');
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('.time-label')).toHaveText('t = 1 of 999');
    // How many levels one pixel of the timeline covers depends on the page's width.
    await page.locator('.timeline-line').click({ position: { x: 2, y: 10 } });
    await expect(page.locator('.time-label')).toHaveText(/^t = 99\d of 999$/);
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(page.locator('.time-label')).toHaveText('t = 999 of 999');
  });

  await test.step('train until the smoothed loss is below 0.2', async () => {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    const smoothed = page.getByText('Smoothed loss').locator('xpath=following-sibling::dd');
    await expect
      .poll(async () => Number(await smoothed.textContent()) || Number.POSITIVE_INFINITY, {
        timeout: 5 * 60_000,
      })
      .toBeLessThan(0.2);
  });

  await test.step('sample beside training, and look at every frame', async () => {
    await page.getByRole('button', { name: 'Sample', exact: true }).click();
    await expect(page.locator('.frame-number')).toHaveText('21 / 21');
    // With a sampling in view, the timeline moves from frame to frame.
    await page.getByRole('slider', { name: 'Noise level t' }).focus();
    const seen = new Set<string>();
    const picture = () =>
      page
        .locator('.views canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    for (let i = 0; i < 12; i++) {
      seen.add(await picture());
      await page.keyboard.press('ArrowLeft');
    }
    expect(seen.size).toBe(12);
    await page.keyboard.press('Home');
    await page.getByLabel('Frames per second').selectOption('60');
    await page.getByRole('button', { name: 'Play the animation' }).click();
    await expect(page.locator('.frame-number')).toHaveText('21 / 21');
  });

  await test.step('pause keeps the step', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(page.getByText('Paused. Nothing is lost.')).toBeVisible();
    const step = page.getByText('Step', { exact: true }).locator('xpath=following-sibling::dd');
    const before = trainingStep.exec((await step.textContent())!)![1];
    await page.getByRole('button', { name: 'One step' }).click();
    await expect(step).not.toHaveText(new RegExp(`^${before} of`));
  });

  await test.step('the copied link brings the settings back, and starts nothing', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByText('Copied')).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.goto('about:blank');
    await page.goto(link);
    await expect(page.getByRole('combobox', { name: 'Schedule' })).toHaveValue('linear');
    await expect(page.getByRole('combobox', { name: 'Network predicts' })).toHaveValue('eps');
    await openMore(page, 'Denoiser');
    await expect(page.getByRole('textbox', { name: 'Batch size' })).toHaveValue('32');
    await page.keyboard.press('Escape');
    await expect(page.getByText('Train starts from scratch.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  });

  await test.step('draw, and train on the drawing', async () => {
    await page.getByRole('combobox', { name: 'Data', exact: true }).selectOption('My drawings');
    await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await addDrawing(page, 3);
    await expect(thumbnails(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'One step' }).click();
    await expect(page.getByText('Step', { exact: true }).locator('xpath=following-sibling::dd')).toHaveText(
      /^1 of/,
    );
  });
});

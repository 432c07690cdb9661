/** The experiment "Step in" on MNIST: painting on x_t, starting from a picture, and keeping a part of one. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

const pixels = (canvas: Locator) => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());

async function stroke(page: Page, surface: Locator, from: [number, number], to: [number, number]) {
  await surface.scrollIntoViewIfNeeded();
  const box = (await surface.boundingBox())!;
  await page.mouse.move(box.x + from[0] * box.width, box.y + from[1] * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + to[0] * box.width, box.y + to[1] * box.height, { steps: 5 });
  await page.mouse.up();
}

test('paints on the way, begins with a picture, keeps a part', async ({ page }) => {
  page.setDefaultTimeout(60_000);
  await page.goto('/?lab=stepIn#v=1&channels=8%2F16%2F16&batchSize=4&samplingSteps=10&steps=10');
  const experiment = page.locator('.step-in');
  await expect(page.getByText('40 of 10,000 digits')).toBeVisible(SOON);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/^10 of 10/)).toBeVisible({ timeout: 120_000 });

  await test.step('a fork without painting ends as the original, a painted one does not', async () => {
    await experiment.getByRole('button', { name: 'Sample six pictures' }).click();
    const goOn = experiment.getByRole('button', { name: 'Continue from here' });
    await expect(goOn).toBeVisible(SOON);
    await experiment.getByRole('button', { name: 'Picture 2', exact: true }).click();
    await goOn.click();
    await expect(experiment.getByText('Both start from the same picture')).toBeVisible(SOON);
    const untouched = experiment.getByRole('img', { name: /^Untouched/ });
    const painted = experiment.getByRole('img', { name: /^Painted/ });
    expect(await pixels(painted)).toBe(await pixels(untouched));

    await stroke(
      page,
      experiment.getByRole('img', { name: 'Paint on the picture half way' }),
      [0.2, 0.5],
      [0.8, 0.5],
    );
    await goOn.click();
    await expect.poll(() => pixels(painted), SOON).not.toBe(await pixels(untouched));
    await expect(experiment.getByText('Both start from the same picture')).toBeVisible(SOON);
  });

  await test.step('a drawing noised to t comes back as pictures', async () => {
    await experiment.getByRole('radio', { name: 'From a picture' }).click();
    await experiment.getByRole('button', { name: 'Picture 3', exact: true }).click();
    const noised = experiment.getByRole('img', { name: /^The picture noised to t = 599/ });
    const before = await pixels(noised);
    await stroke(
      page,
      experiment.getByRole('img', { name: 'The picture to begin with' }),
      [0.1, 0.1],
      [0.9, 0.1],
    );
    await expect.poll(() => pixels(noised)).not.toBe(before);
    await experiment.getByRole('slider', { name: 'Add noise up to' }).focus();
    await page.keyboard.press('PageDown');
    await experiment.getByRole('button', { name: 'Sample from here' }).click();
    await expect(experiment.getByText('The result.')).toBeVisible(SOON);
  });

  await test.step('the known half of every picture is the given one', async () => {
    await experiment.getByRole('radio', { name: 'Keep a part' }).click();
    await experiment.getByRole('button', { name: 'Lower half' }).click();
    await experiment.getByRole('button', { name: 'Make up the rest' }).click();
    await expect(experiment.getByText('The result.')).toBeVisible(SOON);
    const part = (canvas: Locator, column: number, top: number) =>
      canvas.evaluate(
        (element: HTMLCanvasElement, at) => [
          ...element.getContext('2d')!.getImageData(30 * at.column, at.top, 28, 14).data,
        ],
        { column, top },
      );
    const filled = experiment.getByRole('img', { name: 'Six ways to make up the rest' });
    const given = experiment.getByRole('button', { name: 'Picture 1', exact: true }).locator('canvas');
    for (const column of [0, 1, 2]) expect(await part(filled, column, 0)).toEqual(await part(given, 0, 0));
    expect(await part(filled, 0, 14)).not.toEqual(await part(filled, 1, 14));
  });
});

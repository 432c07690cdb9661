/** The experiment "Look inside" on a digit of MNIST: blocks, feature maps and costs. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page.ts';

/** Long enough to load the experiment, start the engine and make the first forward passes. */
const LOADING_MS = 60_000;

test('each block of the network shows its feature maps, and they follow t', async ({ page }) => {
  await page.goto('/?lab=inside#v=1&channels=8%2F16%2F16&batchSize=4');
  const experiment = page.getByRole('tabpanel', { name: /Look inside/ });
  const picture = (name: string) =>
    experiment.getByRole('img', { name }).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

  await test.step('the whole network stands there, as diffusers names it', async () => {
    await expect(experiment.getByRole('button', { name: 'conv_in, 28 × 28 × 8' })).toBeVisible({
      timeout: LOADING_MS,
    });
    await expect(experiment.getByRole('button', { name: 'mid_block.resnets.1, 7 × 7 × 16' })).toBeVisible();
    await expect(experiment.getByRole('button', { name: 'conv_out, 28 × 28 × 1' })).toBeVisible();
  });

  await test.step('a block shows its channels', async () => {
    await experiment.getByRole('button', { name: 'down_blocks.0.resnets.0, 28 × 28 × 8' }).click();
    await expect(experiment.getByRole('heading', { name: 'down_blocks.0.resnets.0' })).toBeVisible();
    await expect(experiment.getByText('Its 8 channels')).toBeVisible();
  });

  await test.step('they follow t', async () => {
    const before = await picture('The 8 channels of down_blocks.0.resnets.0');
    const slider = experiment.getByRole('slider', { name: 'Noise level of the picture that goes in' });
    await slider.focus();
    await page.keyboard.press('End');
    await expect(slider).toHaveAttribute('aria-valuenow', '999');
    await expect
      .poll(() => picture('The 8 channels of down_blocks.0.resnets.0'), { timeout: LOADING_MS })
      .not.toBe(before);
  });

  await test.step('the costs add up', async () => {
    await experiment.getByText('All blocks in numbers').click();
    const column = async (n: number) =>
      (await experiment.locator(`tbody td:nth-of-type(${n})`).allTextContents()).map(text =>
        Number(text.replace(/[^\d.]/g, '')),
      );
    const parameters = await column(3);
    const total = Number(
      (await experiment.locator('tfoot td:nth-of-type(3)').textContent())!.replaceAll(',', ''),
    );
    expect(parameters.reduce((sum, n) => sum + n, 0)).toBe(total);
    // Shown once each block has been measured.
    await expect.poll(async () => (await column(4)).every(ms => ms > 0)).toBe(true);
  });

  await test.step('a phone has room for the whole network', async () => {
    // 390 pixels, also beside a scrollbar of Firefox's or Chrome's, and a small phone.
    for (const width of [390, 378, 375, 360]) {
      await page.setViewportSize({ width, height: 844 });
      await expect
        .poll(() => experiment.locator('.unet-scroll').evaluate(map => map.scrollWidth - map.clientWidth))
        .toBe(0);
    }
  });

  const { violations } = await new AxeBuilder({ page }).include('.experiment').analyze();
  expect(violations).toEqual([]);
});

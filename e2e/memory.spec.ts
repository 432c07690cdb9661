/** The exact denoiser only copies training images, and the distances shown say so. On a phone's screen. */
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

test.use({ viewport: { width: 390, height: 844 } });

test('the exact denoiser gives real digits back, and an untrained network does not', async ({ page }) => {
  await page.goto('/?lab=memory#v=1&digits=1&channels=8%2F16%2F16&sampleCount=4&samplingSteps=15');
  const experiment = page.getByRole('tabpanel', { name: /Memory/ });
  // The card is the seventh of a row that is wider than the screen.
  const list = page.getByRole('tablist', { name: 'Experiments' });
  const card = page.getByRole('tab', { name: /Memory/ });
  await expect
    .poll(async () => (await card.boundingBox())!.x - (await list.boundingBox())!.x)
    .toBeLessThan(100);
  await expect(experiment.getByText(/it knows all 1,\d{3} training images by heart/)).toBeVisible(SOON);

  await experiment.getByRole('button', { name: 'Compare test digits' }).click();
  await expect(experiment.getByText(/^1000 of 1000 test digits/)).toBeVisible({ timeout: 120_000 });

  const exact = experiment.getByRole('region', { name: 'The exact denoiser' });
  await exact.getByRole('button', { name: /^Sample/ }).click();
  await expect(exact.getByText('4 of 4 are copies')).toBeVisible({ timeout: 120_000 });
  await expect(exact.getByRole('img', { name: /^Its nearest training image/ })).toHaveCount(4);

  const network = experiment.getByRole('region', { name: 'The network' });
  await network.getByRole('button', { name: /^Sample/ }).click();
  await expect(network.getByText('0 of 4 are copies')).toBeVisible({ timeout: 120_000 });
  await expect(experiment.getByRole('img', { name: /^Histogram of the distance/ })).toBeVisible();
});

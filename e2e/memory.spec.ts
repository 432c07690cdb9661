/** The exact denoiser copies training images; the distances say so. */
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

test('the exact denoiser gives real digits back, and an untrained network does not', async ({ page }) => {
  test.setTimeout(5 * 60_000);
  await page.goto('/?lab=memory#v=1&digits=1&channels=8%2F16%2F16&sampleCount=4&samplingSteps=15');
  const lab = page.getByRole('tabpanel', { name: /Memory/ });
  await expect(lab.getByText(/it knows all 1,\d{3} training images by heart/)).toBeVisible(SOON);

  await lab.getByRole('button', { name: 'Compare test digits' }).click();
  await expect(lab.getByText(/^1000 of 1000 MNIST test digits/)).toBeVisible({ timeout: 120_000 });

  const exact = lab.getByRole('region', { name: 'The exact denoiser' });
  await exact.getByRole('button', { name: /^Sample/ }).click();
  await expect(exact.getByText('4 of 4 are copies')).toBeVisible({ timeout: 120_000 });
  await expect(exact.getByRole('img', { name: /^Its nearest training image/ })).toHaveCount(4);

  const network = lab.getByRole('region', { name: 'The network' });
  await network.getByRole('button', { name: /^Sample/ }).click();
  await expect(network.getByText('0 of 4 are copies')).toBeVisible({ timeout: 120_000 });
  await expect(lab.getByRole('img', { name: /^Histogram of the distance/ })).toBeVisible();
});

import { availableParallelism } from 'node:os';
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

test('the number of threads is chosen beside the device, and kept', async ({ page }) => {
  await page.goto('/#v=1&channels=8%2F16%2F16&batchSize=1');
  const badge = page.getByRole('button', { name: 'Device: Processor' });
  await badge.click();
  if (availableParallelism() === 1) {
    await expect(page.getByText('SIMD, one thread')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Threads' })).toBeHidden();
    return;
  }
  await page.getByRole('combobox', { name: 'Threads' }).selectOption('1');
  await expect(page.getByText('SIMD, one thread')).toBeVisible();
  await page.reload();
  await badge.click();
  await expect(page.getByRole('combobox', { name: 'Threads' })).toHaveValue('1');
  await expect(page.getByText('SIMD, one thread')).toBeVisible();
});

test('a first step that takes long is explained while it is made', async ({ page }) => {
  await page.clock.install();
  await page.goto('/#v=1&channels=32%2F64%2F64&batchSize=128');
  const status = page.locator('.train-status > [role="status"]');
  await expect(page.getByText(/of 10,000 digits/)).toBeVisible(SOON);
  await expect(status).toHaveText(/^Train starts from scratch|^The network is new/, SOON);
  // Every text that it shows, however briefly.
  const seen = await status.evaluateHandle(element => {
    const texts: (string | null)[] = [];
    new MutationObserver(() => texts.push(element.textContent)).observe(element, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    return texts;
  });
  await page.getByRole('button', { name: 'One step' }).click();
  // A second and more of real time, of which little must pass before two of the page's own.
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(500);
        return (await seen.jsonValue()).join('; ');
      },
      { intervals: [20] },
    )
    .toMatch(/Training[.]; Preparing the network for this device: the first step takes the longest/);
  await expect(status).toHaveText(/^Paused[.] Nothing is lost[.]/, { timeout: 3 * 60_000 });
});

test('a software adapter is passed over for the processor, and can be chosen @webgpu', async ({ page }) => {
  await page.goto('/#v=1&channels=8%2F16%2F16&batchSize=1');
  const badge = page.getByRole('button', { name: /^Device:/ });
  await expect(badge).toContainText('Processor');
  await badge.click();
  await expect(page.getByText('is WebGPU in software, which is slower')).toBeVisible();
  await page.getByRole('combobox', { name: 'Compute with' }).selectOption('webgpu');
  await expect(badge).toContainText('WebGPU');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'One step' }).click();
  const step = page.getByText('Step', { exact: true }).locator('xpath=following-sibling::dd');
  await expect(step).toHaveText('1 of 2,000', { timeout: 3 * 60_000 });
});

/** The experiment "Classes and guidance" on MNIST: a class-conditional network draws the digits that are typed. */
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

test('starts a network with classes, writes a number, and compares scales of guidance', async ({ page }) => {
  await page.goto('/?lab=classes#v=1&channels=8%2F16%2F16&batchSize=4&samplingSteps=5&steps=10');
  await expect(page.getByText('40 of 10,000 digits')).toBeVisible(SOON);
  await page.getByRole('button', { name: 'Start a network that is told the class' }).click();
  const experiment = page.locator('.classes');
  await expect(experiment).toBeVisible(SOON);
  await expect(page).toHaveURL(/classConditional=true&labelDropout=0\.1/);
  const write = experiment.getByRole('button', { name: 'Write it' });
  await expect(write).toBeEnabled(SOON);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/^10 of 10/)).toBeVisible({ timeout: 120_000 });

  await test.step('write a number', async () => {
    await experiment.getByRole('textbox', { name: 'Ask for these' }).fill('2 0-2 6');
    await expect(experiment.getByRole('textbox', { name: 'Ask for these' })).toHaveValue('2026');
    await write.click();
    const number = experiment.getByRole('img', { name: 'The number 2026, drawn 3 times' });
    await expect(number).toBeVisible(SOON);
    await expect(experiment.getByText('2026 at w = 1', { exact: true })).toBeVisible(SOON);
    // Four pictures across and three down, two pixels between them.
    expect(await number.evaluate((c: HTMLCanvasElement) => [c.width, c.height])).toEqual([118, 88]);
  });

  await test.step('the same noise at four scales', async () => {
    await experiment.getByLabel('Digit', { exact: true }).selectOption('7');
    await experiment.getByRole('button', { name: 'Compare four scales' }).click();
    const seen = new Set<string>();
    for (const w of [0, 1, 3, 7]) {
      const row = experiment.locator('figure', { hasText: `w = ${w}` }).filter({ hasText: /variety \d/ });
      await expect(row).toBeVisible({ timeout: 90_000 });
      seen.add(await row.getByRole('img').evaluate((c: HTMLCanvasElement) => c.toDataURL()));
    }
    expect(seen.size).toBe(4);
  });
});

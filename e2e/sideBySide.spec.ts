/** The experiment "Side by side" on MNIST: the same noise through two samplers, shown at the same t. */
import { expect, test } from './page.ts';
import { SOON, stepOf } from './runHelpers.ts';

test('samples both sides from one noise and scrubs them by one t', async ({ page }) => {
  await page.goto('/?lab=sideBySide#v=1&channels=8%2F16%2F16&batchSize=4&samplingSteps=10&steps=10');
  const experiment = page.locator('.side-by-side');
  await expect(page.getByText('40 of 10,000 digits')).toBeVisible(SOON);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/^10 of 10/)).toBeVisible({ timeout: 120_000 });

  const sample = experiment.getByRole('button', { name: 'Sample both from the same noise' });
  await sample.click();
  const left = experiment.locator('figure', { hasText: 'Left' }).first();
  const right = experiment.locator('figure', { hasText: 'Right' }).last();
  for (const side of [left, right]) await expect(side).toContainText('the result', SOON);
  await expect(experiment.getByText(/^RMS 0\.\d{4}$/)).toBeVisible();
  for (const side of [left, right]) await expect(side).toContainText(', 10 training steps');

  await test.step('both stand at the same t, each at a level that it visits', async () => {
    await experiment.getByRole('slider', { name: 'Both at' }).focus();
    await page.keyboard.press('Home');
    await expect(left).toContainText('t = 999');
    await expect(right).toContainText('t = 999');
    await expect(experiment.getByText('RMS 0.0000', { exact: true })).toBeVisible();
    // 100 levels on, the side with ten steps has made one, the one with five none yet.
    for (let i = 0; i < 10; i++) await page.keyboard.press('PageUp');
    await expect(experiment.getByText('t = 899 of 999')).toBeVisible();
    await expect(left).toContainText('t = 899');
    await expect(right).toContainText('t = 999');
    const note = experiment.getByText('Not the same level: t = 899 on the left, t = 999 on the right');
    await expect(note).toBeVisible();
    await experiment.getByRole('button', { name: 'Go to t = 999, which both visit' }).click();
    for (const side of [left, right]) await expect(side).toContainText('t = 999');
    await expect(note).toBeHidden();
    await experiment.getByRole('slider', { name: 'Both at' }).focus();
    await page.keyboard.press('End');
    await expect(left).toContainText('the result');
  });

  await test.step('two sides with the same settings are the same picture', async () => {
    const steps = experiment
      .getByRole('group', { name: 'Right' })
      .getByRole('textbox', { name: 'Sampling steps' });
    await steps.fill('10');
    await steps.press('Enter');
    await sample.click();
    for (const side of [left, right]) await expect(side).toContainText('the result', SOON);
    await expect(experiment.getByText('RMS 0.0000', { exact: true })).toBeVisible();
  });

  await test.step('a kept run on one side and another network on the other, from one noise', async () => {
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await expect.poll(() => stepOf(page), SOON).toBe(0);
    const network = experiment
      .getByRole('group', { name: 'Right' })
      .getByRole('combobox', { name: 'Network' });
    const [kept] = (await network.locator('option').allTextContents()).filter(name =>
      name.includes('step 10'),
    );
    await network.selectOption({ label: kept! });
    await sample.click();
    for (const side of [left, right]) await expect(side).toContainText('the result', SOON);
    await expect(experiment.getByText(/^RMS 0\.\d{4}$/)).toBeVisible();
    await expect(experiment.getByText('RMS 0.0000', { exact: true })).toBeHidden();
    await experiment.getByRole('slider', { name: 'Both at' }).focus();
    await page.keyboard.press('Home');
    await expect(experiment.getByText('RMS 0.0000', { exact: true })).toBeVisible();
  });
});

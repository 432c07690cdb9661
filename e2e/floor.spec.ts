/** The loss by noise level while training goes on, and the lowest loss that the training images allow. */
import { readFileSync } from 'node:fs';
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

test('the floor of real digits is measured beside training, and lies below the loss', async ({ page }) => {
  await page.goto('/?lab=floor#v=1&digits=01&channels=8%2F16%2F16&batchSize=4');
  const experiment = page.getByRole('tabpanel', { name: /Floor/ });
  await expect(experiment.getByText('Train a few steps')).toBeVisible(SOON);
  await page.getByRole('button', { name: 'Train', exact: true }).click();

  const map = experiment.getByRole('application', { name: /Loss by noise level/ });
  await expect(map).toBeVisible(SOON);
  await map.focus();
  const value = experiment.locator('#heat-value');
  await expect(value).toContainText(/^Steps \d+ to \d+, t = 0 to 49: (loss|no image)/);
  await page.keyboard.press('ArrowUp');
  await expect(value).toContainText('t = 50 to 99');

  await experiment.getByRole('button', { name: 'Measure the floor' }).click();
  await expect(experiment.getByText(/mean of \d+ of 256 draws/)).toBeVisible(SOON);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(experiment.getByText(/mean of 256 of 256 draws\.$/)).toBeVisible({ timeout: 3 * 60_000 });
  const fact = async (name: string) =>
    Number(
      await experiment.getByText(name, { exact: true }).locator('xpath=following-sibling::dd').textContent(),
    );
  expect(await fact('Floor')).toBeGreaterThan(0);
  expect(await fact('Floor')).toBeLessThan(await fact('Loss now'));

  await experiment.getByText('The same as a table').click();
  const cells = (row: number) =>
    experiment.getByRole('table', { name: 'Loss, floor and gap by noise level' }).getByRole('row').nth(row);
  // With hardly any noise the digit is certain; from pure noise the best guess is the mean of all.
  expect(Number(await cells(1).getByRole('cell').nth(2).textContent())).toBeLessThan(1e-6);
  expect(Number(await cells(20).getByRole('cell').nth(2).textContent())).toBeGreaterThan(0.05);
  await experiment.getByRole('radio', { name: 'Gap' }).click();
  await expect(experiment.getByRole('img', { name: /^Gap between the loss/ })).toBeVisible();
});

test('the floor is there before any training', async ({ page }) => {
  const card = JSON.parse(readFileSync('public/pretrained/model.json', 'utf8')) as { evaluationLoss: number };
  await page.goto('/?lab=floor');
  const experiment = page.getByRole('tabpanel', { name: /Floor/ });
  await experiment.getByRole('button', { name: 'Measure the floor' }).click();
  await expect(experiment.getByText(/mean of 256 of 256 draws\.$/)).toBeVisible();
  await expect(experiment.getByRole('img', { name: 'Loss and its floor over t' })).toBeVisible();
  const loss = card.evaluationLoss.toFixed(3);
  await expect(
    experiment.getByText(`the pretrained network has a loss of ${loss} on test digits`),
  ).toBeVisible();
});

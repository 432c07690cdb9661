/** Failures worth seeing: predict, reveal, try. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page.ts';

test('a failure is predicted, revealed and tried', async ({ page }) => {
  await page.goto('/?lab=failures');
  await page.getByRole('button', { name: 'Learning rate too high' }).click();
  const failure = page.getByRole('article', { name: 'Learning rate too high' });
  const reveal = failure.getByRole('button', { name: 'Reveal' });
  await expect(reveal).toBeDisabled();
  await failure.getByRole('radio', { name: /fall fifty times as fast/ }).check();
  await reveal.click();
  await expect(failure.getByText('that is right', { exact: false })).toBeVisible();
  await expect(failure.getByRole('status')).toContainText('Adam moves every weight');
  const pair = failure.getByRole('region', { name: 'Healthy and with the fault' });
  for (const title of ['Healthy: Learning rate 0.002', 'With the fault']) {
    const recorded = pair.getByRole('img', { name: new RegExp(`^${title}. Samples, recorded after 300`) });
    await expect(recorded).toBeVisible();
  }
  await expect(pair.getByRole('img', { name: /^Training loss.*: recorded$/ })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('.failures').analyze();
  expect(violations).toEqual([]);
  await failure.getByRole('button', { name: 'Try it' }).click();
  await expect(page).toHaveURL(/learningRate=0.1/);
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect(pair.getByRole('img', { name: /^Training loss.*: yours$/ })).toBeVisible();
});

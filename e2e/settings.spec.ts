/** Links, presets, devices and what the page says when something does not fit. */
import { expect, test } from './page.ts';
import { SOON, stepOf, TINY } from './runHelpers.ts';

test('a broken link falls back to the defaults and says so', async ({ page }) => {
  await page.goto('/#v=2&T=9999&schedule=magic&hue=red&learningRate=fast');
  const notices = page.locator('.notice');
  await expect(notices).toHaveCount(3);
  await page.getByRole('button', { name: '1 more' }).click();
  await expect(notices).toHaveCount(4);
  await expect(notices.filter({ hasText: 'Steps T should be at most 4000' })).toBeVisible();
  await expect(notices.filter({ hasText: "no setting called 'hue'" })).toBeVisible();
  await notices.first().getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
});

test('a copied link that was cut says so, and one behind a question mark is read', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/?v=2&T=500&utm_source=mail');
  await expect(page).toHaveURL(/\/\?utm_source=mail#v=2&T=500$/);
  const copy = page.getByRole('button', { name: 'Copy link' });
  await copy.hover();
  await expect(copy).toHaveAttribute('title', /^Copy a link to this set-up: \d+ characters$/);
  await copy.click();
  await expect(page.getByText('Copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#v=2&sum=[0-9a-z]{4}&T=500$/);
  await page.goto('about:blank');
  await page.goto(link.slice(0, -1));
  await expect(page.locator('.notice')).toContainText([/Part of this link was lost/]);
});

test('the link holds what differs from the defaults, and follows the presets', async ({ page }) => {
  await page.goto('/');
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: /Textbook DDPM/ }).click();
  await expect(page).toHaveURL(/#v=2&schedule=linear&target=eps/);
  await expect(page.getByRole('combobox', { name: 'Sampler' })).toHaveValue('ddpm');
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: /Digits soon/ }).click();
  await expect(page).toHaveURL(
    /#v=2&schedule=flow&target=velocity&channels=8%2F16%2F16&sampler=euler&samplingSteps=25$/,
  );
});

test('a rule between two settings changes the other, and says why', async ({ page }) => {
  await page.goto('/#v=2&schedule=flow&target=velocity&sampler=euler');
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('cosine');
  await expect(page.getByRole('combobox', { name: 'Sampler' })).toHaveValue('ddim');
  await expect(page.locator('.notice')).toContainText('DDIM is used instead');
});

test('settings that need a new network wait until they are applied', async ({ page }) => {
  await page.goto('/#v=1&channels=8%2F16%2F16&batchSize=4');
  await page.getByRole('button', { name: 'One step' }).click();
  const step = page.getByText('Step', { exact: true }).locator('xpath=following-sibling::dd');
  await expect(step).toHaveText('1 of 2,000');
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('cosine');
  await expect(page.getByRole('button', { name: 'Apply changes' })).toBeVisible();
  await expect(step).toHaveText('1 of 2,000');
  await page.getByRole('button', { name: 'Apply changes' }).click();
  await expect(step).toHaveText('0 of 2,000');
});

test('another device goes on with the same run', async ({ page }) => {
  await page.goto('/#v=1&channels=8%2F16%2F16&batchSize=2');
  await page.getByRole('button', { name: 'One step' }).click();
  const step = page.getByText('Step', { exact: true }).locator('xpath=following-sibling::dd');
  await expect(step).toHaveText('1 of 2,000');
  const badge = page.getByRole('button', { name: /^Device:/ });
  await badge.click();
  await page.getByRole('combobox', { name: 'Compute with' }).selectOption('cpu');
  await expect(badge).toContainText('JavaScript');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(step).toHaveText('2 of 2,000');
});

test('preview samples come on demand', async ({ page }) => {
  await page.goto('/#v=1&channels=8%2F16%2F16&batchSize=4');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Preview now' }).click();
  await expect(page.getByRole('img', { name: 'Samples with raw weights' })).toBeVisible();
});

test('Train and One step wait for the network, and use the settings that were changed last', async ({
  page,
}) => {
  const step = page.getByRole('button', { name: 'One step' });
  let release = () => {};
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route('**/data/*', route => released.then(() => route.continue()));
  await page.goto(TINY);
  await step.click();
  await expect(step).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByText('The step is made when the network is ready.')).toBeVisible();
  release();
  await expect.poll(() => stepOf(page), SOON).toBe(1);

  const reset = page.getByRole('button', { name: 'Reset', exact: true });
  for (const target of ['x0', 'v']) {
    await reset.click();
    await expect.poll(() => stepOf(page), SOON).toBe(0);
    await page.getByRole('combobox', { name: 'Network predicts' }).selectOption(target);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect.poll(() => stepOf(page), SOON).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    // Reset, not “Apply changes”: the network trains with the new target.
    await expect(reset).toBeVisible();
  }
});

test('training on drawings asks for a drawing first', async ({ page }) => {
  await page.goto('/#v=1&dataset=drawings');
  await expect(page.getByText('There is no drawing yet.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`nothing is wider than the window at ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/');
    await expect(page.getByText('40 of 10,000 digits')).toBeVisible(SOON);
    for (const dataset of ['My drawings', 'Two moons', 'MNIST digits']) {
      await page.getByRole('combobox', { name: 'Data', exact: true }).selectOption(dataset);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
}

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('a scroll that begins on a menu opens nothing, a tap does', async ({ page }) => {
    await page.goto('/');
    const button = page.getByRole('button', { name: 'Presets' });
    const finger = { pointerType: 'touch', pointerId: 5, button: 0, bubbles: true, cancelable: true };
    await button.dispatchEvent('pointerdown', finger);
    await button.dispatchEvent('pointercancel', finger);
    await expect(page.getByRole('menu')).toBeHidden();
    await button.tap();
    await expect(page.getByRole('menuitem', { name: /Textbook DDPM/ })).toBeVisible();
  });
});

/** Experiments open offline even if they were never opened before: the page loads them while it is idle. */
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

const NAMES = [
  /Schedule editor/,
  /Look inside/,
  /Step in/,
  /Classes and guidance/,
  /Side by side/,
  /Floor/,
  /Memory/,
  /Time machine/,
  /Failures worth seeing/,
];

// The browser asks for the icon again at each change of the address.
test.use({ tolerated: [/ERR_INTERNET_DISCONNECTED.*\/icon[.]svg/] });

test('every experiment opens after the network is gone', async ({ page, context }) => {
  const loaded = new Set<string>();
  page.on('requestfinished', request => loaded.add(new URL(request.url()).pathname.split('/').at(-1)!));
  await page.goto('/');
  // The last experiment, and the files that it loads.
  await expect
    .poll(() => [...loaded].filter(name => /^Failures-.*\.(js|css)$/.test(name)).length, SOON)
    .toBe(2);
  await context.setOffline(true);
  for (const name of NAMES) {
    await page.getByRole('tab', { name }).click();
    const experiment = page.getByRole('tabpanel', { name });
    await expect(experiment.locator('p, h3, label').first()).toBeVisible();
    await expect(experiment.getByRole('alert')).toBeHidden();
  }
});

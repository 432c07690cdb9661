/**
 * A link sets the page, whichever way the page comes to it: what it says (its accessibility tree) and the pixels of x_t
 * are the same after opening it afresh, after changing the address of an open page, after choosing its preset, and after
 * a reload; for some links also after ten training steps.
 */
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { makeConsistent } from '../src/config/consistency.ts';
import { encodeLink } from '../src/config/link.ts';
import { PRESETS } from '../src/config/presets.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import { anyConfig } from '../tests/config/anyLink.ts';
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

const GENERATED = 30;
/** How many of them are trained with. */
const TRAINED = 5;

/** Makes any link cheap: a small network that stops after ten quick steps and makes no previews. */
const SMALL = {
  dataset: 'mnist',
  trainImages: '10000',
  channels: '8/8',
  layersPerBlock: 1,
  attention: 'none',
  batchSize: 4,
  steps: 10,
  previewEvery: 1000,
} as const satisfies Partial<RunConfig>;

/** The set-up that the open page has before its address is changed; different from all that are tested. */
const ELSEWHERE = encodeLink({
  ...DEFAULT_CONFIG,
  ...SMALL,
  T: 321,
  seed: 99,
  schedule: 'sigmoid',
  sampler: 'ddim',
  target: 'v',
});

/** Text that depends on the clock rather than on the link. The engine reports training at intervals of time. */
const CLOCK =
  /^ *- term: (Steps per second|Time left)\n.*\n|^.*(Saved in this browser at step|, saved .* ago|listitem "t = |near this t|figure "Loss by noise level).*\n/gm;

/** Text that says something is still loading. Without drawings no network is built, so “No guess yet” is final. */
const PENDING = /getting ready|Loading|No guess yet(?![\s\S]*The network is built once)/;

const OFTEN = { ...SOON, intervals: [50] };

/** The page's accessibility tree once it no longer changes, and the pixels of x_t. */
async function told(page: Page): Promise<{ says: string; xt: string }> {
  await expect(page.getByRole('button', { name: /^(Train|Resume)$/ })).toBeVisible(SOON);
  await page.getByRole('button', { name: 'Noising' }).click();
  let before = '';
  await expect
    .poll(async () => {
      const now = await page.locator('body').ariaSnapshot();
      const settled = now === before && !PENDING.test(now);
      before = now;
      return settled;
    }, OFTEN)
    .toBe(true);
  const picture = page.getByRole('img', { name: /^The noisy (picture|point) at t/ }).first();
  return {
    says: before.replaceAll(CLOCK, ''),
    xt: await picture.evaluate(canvas => (canvas as HTMLCanvasElement).toDataURL()),
  };
}

async function trainTen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText('Step 10 is reached.')).toBeVisible(SOON);
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const goToHash = (page: Page, hash: string) =>
  page.evaluate(next => {
    location.hash = next;
  }, hash);

for (const { id, name, config } of PRESETS) {
  test(`the preset “${name}”: link, address, menu and reload agree`, async ({ page, browser }) => {
    test.setTimeout(180_000);
    const hash = encodeLink({ ...DEFAULT_CONFIG, ...config });
    await page.goto(`/${hash}`);
    const opened = await told(page);
    await page.reload();
    expect(await told(page), `${id} after a reload`).toEqual(opened);

    const other = await browser.newPage();
    await other.goto(`/${ELSEWHERE}`);
    await told(other);
    await goToHash(other, hash);
    expect(await told(other), `${id} by its address`).toEqual(opened);
    await other.goBack();
    await expect(other).toHaveURL(new RegExp(`${ELSEWHERE.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
    await expect(other.getByText(/of 320$/).first()).toBeVisible();
    await other.getByRole('button', { name: 'Presets' }).click();
    await other.getByRole('menuitem', { name: new RegExp(name) }).click();
    // A preset does not change the seed, so that comes from the link.
    await goToHash(other, hash);
    expect(await told(other), `${id} by the menu`).toEqual(opened);
    await other.close();
  });
}

const links = fc
  .sample(anyConfig, { seed: 7, numRuns: GENERATED })
  .map(config => encodeLink(makeConsistent({ ...config, ...SMALL }).config));

test(`${GENERATED} generated links: opened, by the address and after a reload`, async ({ page, browser }) => {
  // Some seventy pages, each with a network of its own.
  test.setTimeout(20 * 60_000);
  const other = await browser.newPage({ reducedMotion: 'reduce' });
  await other.goto(`/${ELSEWHERE}`);
  for (const [i, hash] of links.entries()) {
    const [opened, byAddress] = await Promise.all([
      page
        .goto('about:blank')
        .then(() => page.goto(`/${hash}`))
        .then(() => told(page)),
      goToHash(other, hash).then(() => told(other)),
    ]);
    expect(byAddress, `${hash} by the address`).toEqual(opened);
    await page.reload();
    expect(await told(page), `${hash} after a reload`).toEqual(opened);
    // These come last, since a trained network keeps its settings.
    if (i < GENERATED - TRAINED) continue;
    await Promise.all([trainTen(page), trainTen(other)]);
    expect(await told(other), `${hash} after ten steps`).toEqual(await told(page));
    await other.goto('about:blank');
    await other.goto(`/${ELSEWHERE}`);
  }
  await other.close();
});

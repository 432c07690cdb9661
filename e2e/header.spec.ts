/** The header keeps its order, whatever its buttons say and however much room it has; scrollbars take some of it here. */
import type { Page } from '@playwright/test';
import { test as base, expect } from './page.ts';
import { SOON, stepOf, TINY } from './runHelpers.ts';

const test = base.extend<object, { readonly launchOptions: object }>({
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, ignoreDefaultArgs: ['--hide-scrollbars'] }),
    { scope: 'worker' },
  ],
});

const places = (page: Page) =>
  page.locator('.page-head-inner > *').evaluateAll(parts =>
    parts.map(part => {
      const { left, right, top, bottom } = part.getBoundingClientRect();
      return { left, right, middle: Math.round((top + bottom) / 2) };
    }),
  );

/** What is wrong with the figures of training: each is in view as a whole, or not at all. */
const cutFacts = (page: Page) =>
  page.locator('.train-figures').evaluate(figures => {
    const room = figures.getBoundingClientRect();
    return [...figures.querySelectorAll('.facts > div')].flatMap((fact, i) => {
      const { left, right, top, bottom } = fact.getBoundingClientRect();
      const words = document.createRange();
      words.selectNodeContents(fact);
      const whole = top >= room.top - 1 && bottom <= room.bottom + 1;
      if (!whole && (top < room.bottom || i === 0)) return [`${fact.textContent} is cut`];
      const next = fact.nextElementSibling?.getBoundingClientRect();
      const end = next && next.top === top ? next.left : room.right;
      const wide = words.getBoundingClientRect().right > end + 0.5;
      return whole && (wide || left < room.left || right > room.right + 0.5)
        ? [`no room for ${fact.textContent}`]
        : [];
    });
  });

for (const [width, height, rowsBesideText] of [
  [1280, 720, 2],
  [1366, 768, 1],
  [1440, 900, 1],
  [1920, 1080, 1],
] as const) {
  test.describe(`at ${width} wide`, () => {
    test.use({ viewport: { width, height } });

    test('the header is one row, and its parts stay in place, whatever its buttons say', async ({ page }) => {
      let release = () => {};
      const released = new Promise<void>(resolve => {
        release = resolve;
      });
      await page.route('**/data/*', route => released.then(() => route.continue()));
      await page.goto(TINY);
      await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible(SOON);
      await page.evaluate(() => document.fonts.ready);
      expect(await page.evaluate(() => innerWidth - document.documentElement.clientWidth)).toBeGreaterThan(0);
      const starting = await places(page);
      expect(new Set(starting.map(({ middle }) => Math.round(middle / 4))).size).toBe(1);
      expect(await widthLeft(page)).toBeGreaterThanOrEqual(0);
      release();
      await expect(page.getByRole('button', { name: 'Device: Processor' })).toBeVisible(SOON);
      await page.getByRole('button', { name: 'Train', exact: true }).click();
      await expect.poll(() => stepOf(page), SOON).toBeGreaterThan(1);
      expect(await places(page)).toEqual(starting);
      expect(await cutFacts(page)).toEqual([]);
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await page.getByRole('combobox', { name: 'Network predicts' }).selectOption('x0');
      await expect(page.getByRole('button', { name: 'Apply changes' })).toBeVisible(SOON);
      expect(await places(page)).toEqual(starting);

      await page.getByRole('button', { name: 'Learn', exact: true }).click();
      await expect(page.getByRole('complementary', { name: 'The text' })).toBeVisible(SOON);
      const beside = await places(page);
      expect(new Set(beside.map(({ middle }) => Math.round(middle / 4))).size).toBe(rowsBesideText);
      expect(await widthLeft(page)).toBeGreaterThanOrEqual(0);
      expect(await cutFacts(page)).toEqual([]);
    });
  });
}

/** Pixels of the header to the right of its parts, none of which overlap in a row. */
async function widthLeft(page: Page): Promise<number> {
  const parts = await places(page);
  for (const [i, { right, middle }] of parts.entries()) {
    const next = parts[i + 1];
    if (next && Math.abs(next.middle - middle) < 4) expect(next.left).toBeGreaterThanOrEqual(right);
  }
  const width = await page.locator('.page-head').evaluate(({ clientWidth }) => clientWidth);
  return width - Math.max(...parts.map(({ right }) => right));
}

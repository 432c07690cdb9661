/** Nothing jumps or is cut while the page starts and trains, on screens of any width. */
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { SOON, stepOf, TINY } from './runHelpers.ts';

declare global {
  interface Window {
    /** Sum of the layout shifts since the page was opened, as in https://web.dev/cls. */
    shifted: number;
  }
}

for (const [width, height] of [
  [1280, 720],
  [1440, 900],
  [1920, 1080],
  [768, 1024],
  [390, 844],
] as const) {
  test.describe(`at ${width} x ${height}`, () => {
    test.use({ viewport: { width, height } });

    test('what is shown stays where it is for the first 15 seconds', async ({ page }) => {
      await page.addInitScript(() => {
        window.shifted = 0;
        new PerformanceObserver(list => {
          for (const entry of list.getEntries())
            window.shifted += (entry as PerformanceEntry & { readonly value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto('/');
      await page.waitForTimeout(15_000);
      await expect(page.getByRole('img', { name: /^MNIST digits/ })).toBeVisible(SOON);
      expect(await page.evaluate(() => window.shifted)).toBeLessThanOrEqual(0.02);
    });

    test('selects show the whole of what is chosen', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('button', { name: 'Sample', exact: true })).toBeEnabled(SOON);
      expect(await cutSelects(page)).toEqual([]);
    });
  });
}

/** Selects of the page's four parts in which an option is wider than the room beside the arrow. */
const cutSelects = (page: Page) =>
  page.locator('.column select').evaluateAll(selects =>
    (selects as HTMLSelectElement[]).flatMap(select => {
      const { font, paddingLeft, paddingRight, borderLeftWidth, borderRightWidth } = getComputedStyle(select);
      const context = new OffscreenCanvas(1, 1).getContext('2d')!;
      context.font = font;
      const arrow = 20;
      const taken = [paddingLeft, paddingRight, borderLeftWidth, borderRightWidth].map(Number.parseFloat);
      const room = select.offsetWidth - arrow - taken.reduce((sum, each) => sum + each, 0);
      return [...select.options]
        .filter(({ label }) => context.measureText(label).width > room)
        .map(({ label }) => `${select.id}: “${label}” of ${context.measureText(label).width} in ${room}`);
    }),
  );

for (const [width, height] of [
  [1280, 720],
  [1366, 768],
  [1440, 900],
  [1920, 1080],
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
      const places = () =>
        page.locator('.page-head-inner > *').evaluateAll(parts =>
          parts.map(part => {
            const { left, right, top, bottom } = part.getBoundingClientRect();
            return { left, right, middle: Math.round((top + bottom) / 2) };
          }),
        );
      await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible(SOON);
      await page.evaluate(() => document.fonts.ready);
      const starting = await places();
      expect(new Set(starting.map(({ middle }) => Math.round(middle / 4))).size).toBe(1);
      expect(Math.max(...starting.map(({ right }) => right))).toBeLessThanOrEqual(width);
      release();
      await expect(page.getByRole('button', { name: 'Device: Processor' })).toBeVisible(SOON);
      await page.getByRole('button', { name: 'Train', exact: true }).click();
      await expect.poll(() => stepOf(page), SOON).toBeGreaterThan(1);
      expect(await places()).toEqual(starting);
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await page.getByRole('combobox', { name: 'Network predicts' }).selectOption('x0');
      await expect(page.getByRole('button', { name: 'Apply changes' })).toBeVisible(SOON);
      expect(await places()).toEqual(starting);
    });
  });
}

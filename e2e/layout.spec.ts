/** Nothing jumps or is cut while the page starts, on screens of any width. */
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

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

/** Selects of the page's four parts in which an option is wider than the room beside the arrow, which lies in the padding. */
const cutSelects = (page: Page) =>
  page.locator('.column select').evaluateAll(selects =>
    (selects as HTMLSelectElement[]).flatMap(select => {
      const { font, paddingLeft, paddingRight, borderLeftWidth, borderRightWidth } = getComputedStyle(select);
      const context = new OffscreenCanvas(1, 1).getContext('2d')!;
      context.font = font;
      const taken = [paddingLeft, paddingRight, borderLeftWidth, borderRightWidth].map(Number.parseFloat);
      const room = select.offsetWidth - taken.reduce((sum, each) => sum + each, 0);
      return [...select.options]
        .filter(({ label }) => context.measureText(label).width > room)
        .map(({ label }) => `${select.id}: “${label}” of ${context.measureText(label).width} in ${room}`);
    }),
  );

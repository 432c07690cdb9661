/** axe finds nothing wrong on the page, in any dialog or any popover, light and dark. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { addDrawing } from './drawingHelpers.ts';
import { expect, openMore, test } from './page.ts';
import { SOON } from './runHelpers.ts';

async function expectNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // An open menu or popover is outside of the page's landmarks, as its ARIA pattern wants.
    .disableRules('region')
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found).toEqual([]);
}

const PARTS = ['Data', 'Noise', 'Denoiser', 'Generate'] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the page at rest, after a step of training and after sampling', async ({ page }) => {
      await page.goto('/#v=1&channels=8%2F16%2F16&batchSize=4&sampleCount=4&samplingSteps=10');
      await expect(page.getByText('40 of 10,000 digits')).toBeVisible(SOON);
      await expectNoViolation(page);
      await page.getByRole('button', { name: 'One step', exact: true }).click();
      await expect(page.getByText('Paused. Nothing is lost.')).toBeVisible(SOON);
      await page.getByRole('button', { name: 'Preview now' }).click();
      await expect(page.getByRole('img', { name: 'Samples with raw weights' })).toBeVisible(SOON);
      await expectNoViolation(page);
      await page.getByRole('button', { name: 'Sample', exact: true }).click();
      await expect(page.locator('.frame-number')).toHaveText('11 / 11', SOON);
      await expectNoViolation(page);
    });

    test('the settings of every part, the presets, the device and the keys', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByText('40 of 10,000 digits')).toBeVisible(SOON);
      for (const part of PARTS) {
        await openMore(page, part);
        await expect(page.getByRole('dialog', { name: `More settings: ${part}` })).toBeVisible(SOON);
        await expectNoViolation(page);
        await page.keyboard.press('Escape');
      }
      for (const name of ['Presets', /^Device:/]) {
        await page.getByRole('button', { name }).click();
        await expectNoViolation(page);
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible(SOON);
      await expectNoViolation(page);
    });

    test('drawing', async ({ page }) => {
      await page.goto('/');
      await page.getByRole('combobox', { name: 'Data', exact: true }).selectOption('My drawings');
      await expectNoViolation(page);
      await page.getByRole('button', { name: 'Draw', exact: true }).click();
      await addDrawing(page, 2);
      await expectNoViolation(page);
    });
  });
}

/** How many pixels of an element are dark. */
async function dark(element: Locator): Promise<number> {
  const { data } = PNG.sync.read(await element.screenshot());
  return data.filter((value, i) => i % 4 === 1 && value < 128).length;
}

test('formulas and switches are whole where the system sets the colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/');
  // With a bar over its alpha.
  const formula = page.locator('.curve-name .katex').first();
  await expect(formula).toBeVisible(SOON);
  const shown = await dark(formula);
  // Browsers paint a background behind each letter there: that of a bar or hat hid the letter below it.
  await formula.evaluate((element: HTMLElement) => {
    element.style.forcedColorAdjust = 'none';
    element.style.color = 'CanvasText';
  });
  expect(shown).toBeGreaterThan(0.98 * (await dark(formula)));
  expect(await dark(page.getByRole('switch', { name: 'Log scale' }))).toBeGreaterThan(100);
});

/** The page keeps working while the browser translates it, which replaces its text nodes by <font> elements. */
import type { Page } from '@playwright/test';
import { addDrawing } from './drawingHelpers.ts';
import { expect, test } from './page.ts';
import { SOON, TINY } from './runHelpers.ts';
import { translate } from './translate.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test.beforeEach(({ page }) => page.addInitScript(translate));

test('trains, pauses, draws and keeps runs, and every text follows', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(TINY);
  await expect(button(page, 'TRAIN')).toBeEnabled(SOON);
  await button(page, 'TRAIN').click();
  await expect(page.locator('.train-figures dd').first()).toHaveText(/^([2-9]|\d\d+) OF 2,000$/, SOON);
  await button(page, 'PAUSE').click();
  await expect(button(page, 'RESUME')).toBeVisible(SOON);
  await expect(page.getByText(/^SAVED IN THIS BROWSER AT STEP/)).toBeVisible(SOON);

  await button(page, 'SAMPLE').click();
  await expect(page.getByText(/^AFTER \d+ TRAINING STEPS\./)).toBeVisible(SOON);
  await button(page, 'PRESETS').click();
  await page.getByRole('menuitem', { name: /TEXTBOOK DDPM/ }).click();
  await expect(button(page, 'APPLY CHANGES')).toBeVisible();
  await button(page, 'BACK TO MY SETTINGS').click();
  await expect(button(page, 'RESET')).toBeVisible();
  await expect(page.locator('.notice')).toHaveCount(0);

  await page.getByRole('button', { name: 'RUNS' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toContainText('OPEN');
  await page.keyboard.press('Escape');
});

test('shows every experiment and every chapter, one after the other', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(TINY);
  await expect(button(page, 'TRAIN')).toBeEnabled(SOON);
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await expect(page.getByRole('tabpanel')).not.toHaveText(/^LOADING …$/, SOON);
  }
  await button(page, 'LEARN').click();
  const chapters = page.getByRole('combobox', { name: 'CHAPTER' });
  for (let index = 0; index < (await chapters.getByRole('option').count()); index++) {
    await chapters.selectOption({ index });
    await expect(page.getByText('LOADING …')).toHaveCount(0, SOON);
  }
  await expect(page.getByText('COULD NOT BE SHOWN')).toHaveCount(0);
});

test('takes drawings, and what one does to them', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: 'DATA', exact: true }).selectOption('drawings');
  await page.getByRole('button', { name: /^DRAW/ }).click();
  await addDrawing(page, 1);
  await addDrawing(page, 2);
  await page.getByRole('button', { name: 'Edit drawing 1' }).click();
  await button(page, 'DUPLICATE').click();
  await button(page, 'DELETE').click();
  await button(page, 'BRING IT BACK').click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 DRAWINGS, KEPT IN THIS BROWSER')).toBeVisible();
});

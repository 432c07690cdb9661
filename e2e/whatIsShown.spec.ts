/** The page says what it shows: whose pictures, made with what, of which question, and in formulas that can be read. */
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { trainAndPause } from './runHelpers.ts';

const SMALL = '/#v=1&channels=8%2F16%2F16&batchSize=4&sampleCount=4&samplingSteps=10';
const equation = (page: Page) => page.getByRole('region', { name: 'The equation in use' });
const canvasOf = (page: Page, name: string | RegExp) =>
  page
    .getByRole('img', { name })
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

test('the roots in the names of the curves are as large as their letters', async ({ page }) => {
  await page.goto('/#v=1&schedule=linear&sampler=ddim');
  const names = page.locator('.curve-name');
  await expect(names).toHaveCount(2);
  for (const root of await names.locator('.katex-html .sqrt svg').all()) {
    // The sign reaches far to the right, and is cut off there by what holds it.
    const { width, height } = (await root.boundingBox())!;
    expect(width).toBeGreaterThan(100);
    expect(height).toBeGreaterThan(8);
    await expect(root.locator('path')).toHaveCSS('stroke', 'none');
    await expect(root.locator('path')).not.toHaveCSS('fill', 'none');
  }
  expect(await names.locator('.katex-html .sqrt svg').count()).toBe(2);
});

test('pictures keep the formula and the settings that they were made with, and say whose they are', async ({
  page,
}) => {
  await page.goto(SMALL);
  const generate = page.getByRole('region', { name: 'Generate' });
  await expect(page.getByText('40 of 10,000 digits')).toBeVisible();
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(page.locator('.frame-number')).toHaveText('11 / 11');
  await expect(generate.getByText('From an untrained network')).toBeVisible();
  await page.getByRole('combobox', { name: 'Sampler' }).selectOption('ddpm');
  await expect(generate.getByText('Made with Euler (flow); press Sample for DDPM.')).toBeVisible();
  await expect(equation(page)).toContainText('that Euler (flow) used');
  await expect(equation(page).locator('.katex-html').filter({ hasText: 'α' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(equation(page)).toContainText('that DDPM used');
  await expect(generate.getByText(/^Made with/)).toBeHidden();

  await trainAndPause(page, 1);
  await expect(generate.getByText('From an untrained network')).toBeVisible();
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(generate.getByText(/^After [\d,]+ training steps?[.]/)).toBeVisible();
  await expect(page.locator('.frame-number')).toHaveText('11 / 11');
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('linear');
  await expect(page.getByText('Not in force yet: Schedule.')).toBeVisible();
  await page.getByRole('button', { name: 'Apply changes' }).click();
  await expect(
    generate.getByText(/^Drawn by another run: “All digits · flow · 8\/16\/16”, step/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reset' })).toBeVisible();
});

test('the picture that the equation is about is picked by key or by click', async ({ page }) => {
  await page.goto(SMALL);
  await expect(page.getByText('40 of 10,000 digits')).toBeVisible();
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(page.locator('.frame-number')).toHaveText('11 / 11');
  const list = page.getByRole('combobox', { name: 'In the equation' });
  const shown = () => canvasOf(page, 'Where the step leads');
  await expect(equation(page)).toContainText('picture 1 of 4');
  const first = await shown();
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(equation(page)).toContainText('picture 2 of 4');
  expect(await shown()).not.toBe(first);
  // The lower left of two by two.
  const grid = (await page.locator('.view-large canvas').boundingBox())!;
  await page.mouse.click(grid.x + 0.25 * grid.width, grid.y + 0.98 * grid.height);
  await expect(list).toHaveValue('2');
  await expect(equation(page)).toContainText('picture 3 of 4');
  const mark = (await page.locator('.picked').boundingBox())!;
  expect(mark.x).toBeLessThan(grid.x + 0.1 * grid.width);
  expect(mark.y).toBeGreaterThan(grid.y + 0.4 * grid.height);
});

test('no loss is shown before the answer to the picture in view is there', async ({ page }) => {
  await page.goto(SMALL);
  await expect(page.getByText('40 of 10,000 digits')).toBeVisible();
  await page.getByRole('button', { name: 'Training', exact: true }).click();
  const loss = page.locator('.loss-here');
  await expect(loss).toHaveText(/^\d[.]\d{4}$/);
  // Every text that the loss has from now on, with the picture that it stands beside.
  const seen = page.evaluate(
    () =>
      new Promise<string[]>(resolve => {
        const texts: string[] = [];
        const element = document.querySelector('.loss-here')!;
        const observer = new MutationObserver(() => texts.push(element.textContent ?? ''));
        observer.observe(element, { characterData: true, childList: true, subtree: true });
        setTimeout(() => {
          observer.disconnect();
          resolve(texts);
        }, 4000);
      }),
  );
  await page.getByRole('button', { name: 'New noise' }).click();
  const texts = await seen;
  expect(texts[0]).toBe('–');
  expect(texts.slice(1).every(text => text === texts.at(-1))).toBe(true);
  await expect(loss).toHaveText(/^\d[.]\d{4}$/);
});

test('the axis of the losses has ticks on both sides of the curve', async ({ page }) => {
  await page.goto(SMALL);
  await trainAndPause(page, 3);
  const drawn = page.getByRole('img', { name: 'Training loss over the steps' }).locator('canvas');
  await expect(drawn).toBeVisible();
  await expect(page.locator('.loss-by-time .bars-top')).toHaveText(/^\d/);
  await page.reload();
  await page.getByRole('button', { name: 'Go on where it was' }).click();
  await expect(page.getByText('Measured from the next step on.')).toBeVisible();
});

test('chapters that were never opened open without a connection', async ({ page, context }) => {
  await page.goto('/');
  const chapter = page.waitForResponse(/assets\/Summary-.*[.]js$/);
  await chapter;
  await expect
    .poll(() =>
      page.evaluate(
        () => performance.getEntriesByType('resource').filter(({ name }) => /Vae-.*js$/.test(name)).length,
      ),
    )
    .toBe(1);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  const text = page.getByRole('complementary', { name: 'The text' });
  for (const title of ['A kind of VAE', 'Why noise is added']) {
    await text
      .getByRole('combobox', { name: 'Chapter' })
      .selectOption({ label: (await text.locator('option', { hasText: title }).textContent())! });
    await expect(text.getByRole('heading', { level: 2, name: title })).toBeVisible();
    await expect(text.locator('.learn-text p').first()).toBeVisible();
  }
  await expect(text.getByText('could not be shown')).toBeHidden();
});

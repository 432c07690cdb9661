/** The page labels what it shows: which network drew, with which settings, for which x_t; and formulas are readable. */
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
    const { width, height } = (await root.boundingBox())!;
    expect(width).toBeGreaterThan(15);
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
  await expect(generate.getByText(/^Pretrained, [\d,]+ steps, until you train your own/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Sampler' }).selectOption('ddpm');
  await expect(generate.getByText('Made with Euler (flow); press Sample for DDPM.')).toBeVisible();
  await expect(equation(page)).toContainText('that Euler (flow) used');
  await expect(equation(page).locator('.katex-html').filter({ hasText: 'α' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(equation(page)).toContainText('that DDPM used');
  await expect(generate.getByText(/^Made with/)).toBeHidden();

  await trainAndPause(page, 1);
  await expect(
    generate.getByText(/^Drawn by the pretrained network.*Press Sample to draw with yours/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(generate.getByText(/^After [\d,]+ training steps?[.]/)).toBeVisible();
  await expect(page.locator('.frame-number')).toHaveText('11 / 11');
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('linear');
  await expect(page.getByText('Not in force yet: Schedule.')).toBeVisible();
  await page.getByRole('button', { name: 'Apply changes' }).click();
  await expect(
    generate.getByText(/^Drawn by another run: “All digits · flow · 8\/16\/16”, step/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reset', exact: true })).toBeVisible();
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
  // The lower left picture of two by two.
  const grid = (await page.locator('.view-large canvas').boundingBox())!;
  await page.mouse.click(grid.x + 0.25 * grid.width, grid.y + 0.98 * grid.height);
  await expect(list).toHaveValue('2');
  await expect(equation(page)).toContainText('picture 3 of 4');
  const mark = (await page.locator('.sample-mark').boundingBox())!;
  expect(mark.x).toBeLessThan(grid.x + 0.1 * grid.width);
  expect(mark.y).toBeGreaterThan(grid.y + 0.4 * grid.height);
});

test('no guess is shown before the answer to the picture in view is there', async ({ page }) => {
  await page.goto(SMALL);
  await expect(page.getByText('40 of 10,000 digits')).toBeVisible();
  await expect(page.getByRole('img', { name: /^The picture that the network guesses/ })).toBeVisible();
  // Every caption that the guess has had since the click.
  const names = await page.evaluate(
    () =>
      new Promise<(string | null)[]>(resolve => {
        const names: (string | null)[] = [];
        const guess = document.querySelector('.answer canvas')!;
        const observer = new MutationObserver(() => names.push(guess.getAttribute('aria-label')));
        const click = () => {
          // The digits may be coming just now, and have no guess yet.
          if (guess.getAttribute('aria-label') === 'No guess yet') return requestAnimationFrame(click);
          observer.observe(guess, { attributeFilter: ['aria-label'] });
          setTimeout(() => {
            observer.disconnect();
            resolve(names);
          }, 5000);
          [...document.querySelectorAll('button')]
            .find(({ textContent }) => textContent?.includes('New noise'))!
            .click();
        };
        click();
      }),
  );
  expect(names[0]).toBe('No guess yet');
  expect(names.at(-1)).toMatch(/^The picture that the network guesses at t = /);

  await page.getByRole('button', { name: 'Training', exact: true }).click();
  await expect(page.locator('.loss-here')).toHaveText(/^\d[.]\d{4}$/);
  await page.getByRole('button', { name: 'One step', exact: true }).click();
  await expect(page.getByText(/^Guesses of your network at step 1[.]/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Network predicts' }).selectOption('x0');
  await expect(page.locator('.loss-here')).toHaveText('–');
});

test('the axis of the losses has ticks on both sides of the curve', async ({ page }) => {
  await page.goto(SMALL);
  await trainAndPause(page, 3);
  const drawn = page.getByRole('img', { name: 'Training loss over the steps' }).locator('canvas');
  await expect(drawn).toBeVisible();
  await expect(page.locator('.loss-by-time .bars-top')).toHaveText(/^\d/);
  await page.reload();
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByText('Measured from the next step.')).toBeVisible();
});

test.describe('without a connection', () => {
  // The experiments may still be loading; the chapters and the fonts of their formulas must be there.
  test.use({
    tolerated: [/ERR_INTERNET_DISCONNECTED \(.*\/(icon[.]svg|assets\/(?!KaTeX|LessonPanel))/],
  });
  test('chapters open that were never opened before', async ({ page, context }) => {
    await page.goto('/');
    const isLoaded = () =>
      page.evaluate(() => {
        const files = performance.getEntriesByType('resource').map(({ name }) => name);
        const fonts = [...document.fonts].filter(({ status }) => status === 'loaded');
        return (
          ['vae', 'noise'].every(chapter => files.some(name => name.endsWith(`chapters/${chapter}.json`))) &&
          ['KaTeX_AMS', 'KaTeX_Size4'].every(family => fonts.some(font => font.family === family))
        );
      });
    await expect.poll(isLoaded).toBe(true);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Learn', exact: true }).click();
    const text = page.getByRole('complementary', { name: 'Learn' });
    const choice = text.getByRole('combobox', { name: 'Chapter' });
    for (const [chapter, heading] of [
      ['noise', 'Try it without'],
      ['vae', 'The same bound'],
    ] as const) {
      await choice.selectOption(chapter);
      await expect(text.getByRole('heading', { level: 2, name: heading })).toBeVisible();
      await expect(text.locator('.learn-text p:not(.muted)').first()).toBeVisible();
    }
    await expect(text.getByText('could not be shown')).toBeHidden();
  });
});

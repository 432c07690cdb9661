/** If one part of the page fails, the others go on and the run can be saved. */
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';
import { SOON, stepOf, TINY, trainAndPause } from './runHelpers.ts';

declare global {
  /** Drawing fails on canvases within elements of this selector. */
  var broken: string | undefined;
}

async function otherDataAndBack(page: Page): Promise<void> {
  for (const data of ['My drawings', 'MNIST digits']) {
    await page.getByRole('combobox', { name: 'Data', exact: true }).selectOption(data);
  }
}
const otherImage = (page: Page) => page.getByRole('button', { name: 'Another image' }).click();

/** Each part's name, its selector, and an action that makes it draw again. */
const PARTS: readonly (readonly [name: string, selector: string, draw: (page: Page) => Promise<void>])[] = [
  ['Data', '.data-pictures', otherDataAndBack],
  ['Noise', '[aria-labelledby="part-noise"]', otherImage],
  ['Denoiser', '.answer', otherImage],
  ['Generate', '.views', page => page.getByRole('button', { name: 'Sample', exact: true }).click()],
  ['The timeline', '.timeline', otherImage],
  ['The equation', '.equation', otherImage],
  ['Schedule editor', '.experiment', page => page.getByRole('tab', { name: /^Schedule editor/ }).click()],
];

const failed = (page: Page) => page.getByRole('alert').filter({ hasText: 'could not be shown' });

test.use({ tolerated: [/no canvas today/] });

test('each part fails alone, and can be tried again', async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      if (globalThis.broken && this.closest(globalThis.broken)) throw new Error('no canvas today');
      return Reflect.apply(getContext, this, args);
    } as typeof getContext;
  });
  await page.goto(TINY);
  const step = await trainAndPause(page, 2);
  const breakCanvases = (within?: string) =>
    page.evaluate(selector => {
      globalThis.broken = selector;
    }, within);

  for (const [name, selector, draw] of PARTS) {
    await breakCanvases(selector);
    await draw(page);
    await expect(failed(page), name).toHaveCount(1, SOON);
    await expect(failed(page)).toContainText(`“${name}” could not be shown: no canvas today.`);
    await breakCanvases();
    await failed(page).getByRole('button', { name: 'Try again' }).click();
    await expect(failed(page), name).toHaveCount(0);
    await expect(page.locator(selector).first()).toBeVisible();
  }
  expect(await stepOf(page)).toBe(step);
});

test('the run can be saved from where a part has failed', async ({ page }) => {
  await page.goto(TINY);
  const step = await trainAndPause(page, 2);
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.getContext = () => {
      throw new Error('no canvas today');
    };
  });
  await otherImage(page);
  const download = page.waitForEvent('download');
  await failed(page).first().getByRole('button', { name: 'Save the run' }).click();
  expect((await download).suggestedFilename()).toMatch(new RegExp(`-step-${step}\\.zip$`));
});

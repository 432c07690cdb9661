/** Learn: its chapters, its place in the address, and the buttons in the text that set the page. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page.ts';

test('chapters open from their address, set the page, and leave it in view', async ({ page }) => {
  await page.goto('/?learn=schedule&step=2');
  const text = page.getByRole('complementary', { name: 'Learn' });
  await expect(text.getByRole('heading', { level: 2, name: 'Three choices' })).toBeVisible();
  await text.getByRole('button', { name: 'Linear', exact: true }).click();
  await expect(page).toHaveURL(/\?learn=schedule&step=2#v=2&schedule=linear/);
  await text.getByRole('button', { name: 'Next' }).click();
  await text.getByRole('radio', { name: 'Pure noise' }).check();
  await expect(text.getByRole('status')).toContainText('Not so.');
  await text.getByRole('button', { name: 'Any level in one jump' }).click();
  await expect(page).toHaveURL(/\?learn=closed-form#/);
  await expect(text.getByRole('heading', { level: 2, name: 'One jump to any level' })).toBeVisible();
  // Its number in the paper stands beside an equation.
  await expect(text.locator('.eq').first()).toContainText('(4)');
  const box = (await text.boundingBox())!;
  const main = (await page.locator('main').boundingBox())!;
  expect(main.x + main.width).toBeLessThanOrEqual(box.x);
  const { violations } = await new AxeBuilder({ page }).include('.learn').analyze();
  expect(violations).toEqual([]);
  await text.getByRole('button', { name: 'Close the text' }).click();
  await expect(page).not.toHaveURL(/learn/);
});

test('every step of every chapter is there, with formulas that can be read', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  const text = page.getByRole('complementary', { name: 'Learn' });
  const choice = text.getByRole('combobox', { name: 'Chapter' }).locator('option');
  await expect(choice).toHaveCount(10);
  for (const title of await choice.allTextContents()) {
    await text.getByRole('combobox', { name: 'Chapter' }).selectOption(title);
    const place = text.getByText(/^1 of \d$/);
    const steps = Number((await place.textContent())!.slice(-1));
    for (let step = 1; step <= steps; step++) {
      if (step > 1) await text.getByRole('button', { name: 'Next' }).click();
      await expect(text.getByText(`${step} of ${steps}`, { exact: true })).toBeVisible();
      await expect(text.locator('.katex-error, .bad-formula')).toHaveCount(0);
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        // No formula is wider than its line, so none has to be scrolled.
        const tooWide = () =>
          text
            .locator('.formula-line')
            .evaluateAll(lines =>
              lines.filter(line => line.scrollWidth > line.clientWidth).map(line => line.textContent),
            );
        await expect.poll(tooWide).toEqual([]);
      }
    }
  }
});

test('on a phone the text makes room for what its buttons show', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/?learn=forward');
  const text = page.getByRole('complementary', { name: 'Learn' });
  await text.getByRole('button', { name: 'Nothing but noise' }).click();
  await expect(text.getByRole('heading', { level: 2 })).toBeHidden();
  await text.getByRole('button', { name: 'Read on' }).click();
  await expect(text.getByRole('heading', { level: 2 })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test.describe('a chapter that does not load', () => {
  test.use({ tolerated: [/vae|ERR_FAILED/] });
  test('leaves the rest of the page as it is', async ({ page }) => {
    await page.route('**/chapters/vae.json', route => route.abort());
    await page.goto('/?learn=vae');
    const text = page.getByRole('complementary', { name: 'Learn' });
    await expect(text.getByRole('alert')).toContainText('could not be shown');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await text.getByRole('combobox', { name: 'Chapter' }).selectOption({ index: 0 });
    await expect(text.getByRole('button', { name: 'Nothing but noise' })).toBeVisible();
  });
});

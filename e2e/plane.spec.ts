/** Points in the plane: they are learned, drawn, followed, looked at by experiments, and made by hand. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, openMore, test } from './page.ts';
import { SOON } from './runHelpers.ts';

/** How many pixels of a canvas have a colour, as dots have and axes do not. */
const coloured = (canvas: Locator): Promise<number> =>
  canvas.evaluate(element => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    const isColour = (at: number) => data[at + 3]! > 128 && Math.abs(data[at]! - data[at + 2]!) > 60;
    return Array.from({ length: width * height }, (_, n) => isColour(4 * n)).filter(Boolean).length;
  });

const noOverflow = () => document.documentElement.scrollWidth - innerWidth;

for (const colorScheme of ['light', 'dark'] as const) {
  test(`two moons are learned, and flow back out of noise, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/#v=1&dataset=two-moons&steps=60&sampleCount=500&previewEvery=50&classConditional=true');
    await expect(page.getByText('10,000 of 10,000 points in the plane')).toBeVisible(SOON);
    await expect(page.getByRole('img', { name: /^Both: Score at t =/ })).toBeVisible(SOON);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByText('Step 60 is reached.')).toBeVisible(SOON);
    await expect(page.getByText(/at step 60, exact for the/)).toBeVisible(SOON);
    await expect(page.getByRole('img', { name: 'Samples with averaged weights' })).toBeVisible(SOON);
    await page.getByRole('button', { name: 'Sample', exact: true }).click();
    await expect(page.getByText(/Frame 51 \/ 51, done. Point 1 of 500/)).toBeVisible(SOON);
    await expect(page.getByText(/Straightness of paths 0\.\d\d/)).toBeVisible();
    await expect(page.getByText(/Distance to the data 0\.\d+; data to data 0\.\d+/).first()).toBeVisible();
    // A click follows the particle that is nearest to it.
    await page.getByRole('img', { name: '500 points drawn' }).click({ position: { x: 200, y: 150 } });
    await expect(page.getByText(/Frame 51 \/ 51, done. Point (?!1 )\d+ of 500/)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
    expect(await page.evaluate(noOverflow)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(noOverflow)).toBeLessThanOrEqual(0);
  });
}

test('guidance drives the points of a class out of it', async ({ page }) => {
  await page.goto('/?lab=classes');
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: /Why guidance overshoots/ }).click();
  await page.getByRole('button', { name: 'Train', exact: true }).click(SOON);
  await expect(page.getByText('Step 1,000 is reached.')).toBeVisible(SOON);
  const experiment = page.getByRole('tabpanel', { name: /^Classes and guidance/ });
  await experiment.getByRole('radio', { name: 'upper' }).click();
  await experiment.getByRole('button', { name: 'Compare four scales' }).click();
  const said = experiment.getByText(/^0\.\d+ from the class; the class from itself 0\.\d+$/);
  await expect(said).toHaveCount(4, SOON);
  const [anything, asked, insisting, tooMuch] = (await said.allTextContents()).map(Number.parseFloat);
  expect(asked).toBeLessThan(0.5 * anything!);
  expect(insisting).toBeGreaterThan(2 * asked!);
  expect(tooMuch).toBeGreaterThan(insisting!);
});

test('on a schedule with betas the chain is laid over the jump', async ({ page }) => {
  await page.goto('/#v=1&dataset=spiral&schedule=cosine&target=v&sampler=ddim');
  const stepwise = page.getByRole('checkbox', { name: 'Step by step instead of one jump' });
  await stepwise.check(SOON);
  await expect(page.getByText('the last step of the chain')).toBeVisible();
});

test('experiments show points, or say why they do not', async ({ page }) => {
  await page.goto('/#v=1&dataset=two-moons&steps=20&sampleCount=40&samplingSteps=8&pointCount=50');
  await expect(page.getByText('50 of 50 points in the plane')).toBeVisible(SOON);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText('Step 20 is reached.')).toBeVisible(SOON);
  const open = async (name: RegExp) => {
    await page.getByRole('tab', { name }).click();
    return page.getByRole('tabpanel', { name });
  };
  await expect((await open(/^Look inside/)).getByText('no pictures inside')).toBeVisible(SOON);
  await expect(
    (await open(/^Classes and guidance/)).getByRole('button', {
      name: 'Start a network that is told the class',
    }),
  ).toBeVisible(SOON);
  await expect((await open(/^Failures/)).getByText('recorded on pictures')).toBeVisible(SOON);

  // Points that are dragged half way go on from there.
  const stepIn = await open(/^Step in/);
  await stepIn.getByRole('button', { name: 'Sample 400 points' }).click();
  const pad = stepIn.getByRole('img', { name: '400 points half way, to drag' });
  await pad.scrollIntoViewIfNeeded(SOON);
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.9 * box.width, box.y + 0.2 * box.height, { steps: 4 });
  await page.mouse.up();
  await stepIn.getByRole('button', { name: 'Continue from here' }).click();
  await expect(stepIn.getByText('Every other point ends where it did before.')).toBeVisible(SOON);

  const memory = await open(/^Memory/);
  const exact = memory.getByRole('region', { name: 'The exact denoiser' });
  await memory.getByRole('button', { name: 'Compare test points' }).click();
  await expect(memory.getByText('1000 of 1000 test points, none of them trained on.')).toBeVisible(SOON);
  await exact.getByRole('button', { name: /^Sample/ }).click();
  // Of points never seen one in a hundred is as near.
  await expect(exact.getByText(/^Median distance 0\.0\d+; [234]\d of 40 are copies$/)).toBeVisible(SOON);
  await expect(
    exact.getByRole('img', { name: 'Drawn points, and the training points nearest to them' }),
  ).toBeVisible();

  const sides = await open(/^Side by side/);
  await sides.getByRole('button', { name: 'Sample both from the same noise' }).click();
  await expect(sides.getByText(/^Straightness of paths 0\.\d\d/)).toHaveCount(2, SOON);
  await expect(
    sides.getByRole('img', { name: 'Each particle on both sides, joined by a line' }),
  ).toBeVisible();

  await expect((await open(/^Floor/)).getByRole('button').first()).toBeVisible(SOON);

  const timeMachine = await open(/^Time machine/);
  await expect(timeMachine.locator('.not-drawn')).toHaveCount(0, SOON);
  expect(
    await coloured(timeMachine.getByRole('img', { name: 'The noisy points at this step' })),
  ).toBeGreaterThan(50);
  await expect((await open(/^Schedule editor/)).locator('canvas').first()).toBeVisible(SOON);
});

test('points are sprayed in two classes, undone, imported, and travel by link', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Data', exact: true }).selectOption('My points');
  await page.getByRole('button', { name: 'Draw points' }).click();
  const dialog = page.getByRole('dialog', { name: 'My points' });
  const pad = dialog.getByRole('img', { name: /^The pad/ });
  const box = (await pad.boundingBox())!;
  const stroke = async (y: number) => {
    await page.mouse.move(box.x + 0.2 * box.width, box.y + y * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.8 * box.width, box.y + y * box.height, { steps: 12 });
    await page.mouse.up();
  };
  const count = async () =>
    Number(/with ([\d]+) points/.exec((await pad.getAttribute('aria-label')) ?? '')?.[1]);
  await stroke(0.3);
  const first = await count();
  expect(first).toBeGreaterThan(20);
  await dialog.getByRole('button', { name: 'Second class' }).click();
  await stroke(0.7);
  expect(await count()).toBeGreaterThan(first);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  expect(await count()).toBe(first);
  await dialog.getByRole('button', { name: 'Redo' }).click();
  await dialog.getByRole('button', { name: 'Eraser' }).click();
  await stroke(0.3);
  expect(await count()).toBeLessThan(first + 60);

  const table = (text: string) => ({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await dialog.getByLabel('A table of points').setInputFiles(table('x,y\n0.1,0.2\n0.3,often'));
  await expect(dialog.getByText('Line 3 of mine.csv has “often” where a number should be.')).toBeVisible();
  const rows = Array.from({ length: 30 }, (_, i) => `${i / 30},${i % 2 ? 0.5 : -0.5},${i % 2}`).join('\n');
  await dialog.getByLabel('A table of points').setInputFiles(table(rows));
  await expect(dialog.getByText('30 points from mine.csv.')).toBeVisible();
  await dialog
    .getByRole('group', { name: 'Scatter points over a digit' })
    .getByRole('button')
    .first()
    .click();
  await expect(dialog.getByText('730 of 1,500 points')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).disableRules('region').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('30 of 30 points of yours')).toBeVisible(SOON);

  const address = page.url();
  expect(address).toContain('dataset=points');
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.getByText('30 of 30 points of yours')).toBeVisible(SOON);
  await openMore(page, 'Denoiser');
  await expect(page.getByText('A perceptron of')).toBeVisible(SOON);
});

/** Pictures of one's own: a folder with classes becomes the data, is trained on, drawn from, linked and found again. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { PNG } from 'pngjs';
import { expect, test } from './page.ts';

const LOADING_MS = 90_000;

function picture(red: number, green: number, blue: number): Buffer {
  const image = new PNG({ width: 40, height: 30 });
  for (let i = 0; i < 40 * 30; i++) image.data.set([red, green, blue, 255], 4 * i);
  return PNG.sync.write(image);
}

test('a folder of pictures with classes is learned, and is there again', async ({ page }, testInfo) => {
  const folder = testInfo.outputPath('fruit');
  for (const kind of ['apple', 'plum']) mkdirSync(join(folder, kind), { recursive: true });
  for (let i = 0; i < 4; i++) {
    writeFileSync(join(folder, 'apple', `${i}.png`), picture(220, 20 * i, 0));
    writeFileSync(join(folder, 'plum', `${i}.png`), picture(60, 20 * i, 200));
  }
  writeFileSync(join(folder, 'apple', 'broken.png'), 'this is no picture');

  await page.goto('/?lab=classes#v=1&channels=8%2F8&batchSize=4&samplingSteps=2&sampleCount=4');
  const data = page.getByRole('region', { name: 'Data', exact: true });
  await data.getByRole('combobox', { name: 'Data', exact: true }).selectOption('My pictures');
  await expect(data.getByText('Add a folder of pictures')).toBeVisible({ timeout: LOADING_MS });

  await test.step('a folder is chosen, and taken', async () => {
    await data.getByRole('button', { name: 'Add pictures' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add pictures' });
    await dialog.getByLabel('Choose a folder').setInputFiles(folder);
    await expect(dialog.getByText('9 files are chosen.')).toBeVisible();
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('fruit');
    const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze();
    expect(violations).toEqual([]);
    await dialog.getByRole('combobox', { name: 'Pixels per side' }).selectOption('16');
    await dialog.getByRole('button', { name: 'Take them' }).click();
    await expect(dialog).toBeHidden({ timeout: LOADING_MS });
  });

  await test.step('the page says what it took, and shows it', async () => {
    await expect(data.getByText('“fruit”: 8 pictures taken in 2 classes.')).toBeVisible();
    await data.getByText('1 was not').click();
    await expect(data.getByText(/fruit\/apple\/broken\.png is not a picture/)).toBeVisible();
    await expect(data.getByText('8 of 8 pictures, kept in this browser')).toBeVisible({
      timeout: LOADING_MS,
    });
    await expect(data.getByRole('img', { name: /^fruit: apple, apple, apple, apple, plum/ })).toBeVisible();
    await expect(page).toHaveURL(/dataset=pictures&side=16&colour=true&pictures=fruit\.2\.[0-9a-f]{12}/);
  });

  await test.step('the network learns it, and draws', async () => {
    await page.getByRole('button', { name: 'Start a network that is told the class' }).click();
    await expect(page.locator('.classes')).toBeVisible({ timeout: LOADING_MS });
    await page.getByRole('button', { name: 'One step', exact: true }).click({ timeout: LOADING_MS });
    await expect(page.getByText('1 of 2,000')).toBeVisible({ timeout: LOADING_MS });
    await page.getByRole('button', { name: 'Sample', exact: true }).click();
    await expect(page.getByText(/After 1 training step/).first()).toBeVisible({ timeout: LOADING_MS });
  });

  await test.step('its classes are asked for by their names', async () => {
    const experiment = page.locator('.classes');
    const field = experiment.getByRole('textbox', { name: 'Ask for these' });
    await field.fill('plum, pear');
    await expect(experiment.getByText('There is no class “pear”. There are apple, plum.')).toBeVisible();
    await field.fill('Plum, apple');
    await field.press('Enter');
    await expect(page).toHaveURL(/sampleDigits=10/);
    await experiment.getByRole('button', { name: 'Draw them' }).click();
    await expect(experiment.getByRole('img', { name: 'plum, apple, drawn 3 times' })).toBeVisible({
      timeout: LOADING_MS,
    });
    await experiment.getByRole('radio', { name: 'plum' }).click();
  });

  await test.step('none are held out, so they are compared with each other', async () => {
    await page.getByRole('tab', { name: /^Memory/ }).click();
    const memory = page.getByRole('tabpanel', { name: /^Memory/ });
    await memory.getByRole('button', { name: 'Compare the pictures with each other' }).click();
    await expect(memory.getByText('8 of 8 pictures, each against all the others.')).toBeVisible({
      timeout: LOADING_MS,
    });
  });

  await test.step('after a reload it is there', async () => {
    await page.reload();
    await expect(data.getByText('8 of 8 pictures, kept in this browser')).toBeVisible({
      timeout: LOADING_MS,
    });
    await expect(data.getByRole('combobox', { name: 'Pictures' })).toHaveValue(/^fruit\.2\./);
  });
});

test('a link to pictures that are not here says so', async ({ page }) => {
  await page.goto('/#v=1&dataset=pictures&side=16&colour=true&pictures=fruit.2.0123456789ab&channels=8%2F8');
  await expect(page.getByText('“fruit” is not in this browser.')).toBeVisible({ timeout: LOADING_MS });
  await expect(page.getByText('The pictures “fruit” are not in this browser.')).toBeVisible({
    timeout: LOADING_MS,
  });
});

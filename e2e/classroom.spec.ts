/** In a class: parts in another page's text, a lesson under a translating browser, a teacher's own lesson. */
import { readFile } from 'node:fs/promises';
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';
import { translate } from './translate.ts';

test('an article shows three parts of the page, which work, and lead to the whole of it', async ({
  page,
}) => {
  await page.goto('/examples/article.html');
  const noise = page.frameLocator('iframe').nth(0);
  await expect(noise.getByRole('heading', { name: 'Noise' })).toBeVisible(SOON);
  await expect(noise.getByRole('banner')).toHaveCount(0);
  await expect(noise.getByRole('heading', { name: 'Experiments' })).toHaveCount(0);
  const handle = noise.getByRole('slider', { name: 'Noise level t' });
  await handle.focus();
  await page.keyboard.press('End');
  await expect(noise.locator('.time-label')).toHaveText('t = 0 of 999');

  const equation = page.frameLocator('iframe').nth(1);
  await expect(equation.getByRole('region', { name: 'The equation in use' })).toBeVisible(SOON);
  await expect(equation.getByRole('heading', { name: 'Noise' })).toHaveCount(0);
  const generate = page.frameLocator('iframe').nth(2);
  await expect(generate.getByRole('button', { name: 'Sample', exact: true })).toBeVisible(SOON);

  const whole = noise.getByRole('link', { name: /Open in Diffusion Playground/ });
  const link = new URL((await whole.getAttribute('href'))!);
  expect(link.search).toBe('');
  expect(link.hash).toContain('schedule=linear');
});

test('the embed code shows the parts and hides the controls that were chosen', async ({ page }) => {
  await page.goto('/#v=1&schedule=linear');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByRole('button', { name: 'As embed code …' }).click();
  const shown = page.getByRole('group', { name: 'What to show' });
  const hidden = page.getByRole('group', { name: 'Controls to hide' });
  await expect(hidden.getByRole('checkbox', { name: 'Sampler' })).toHaveCount(0);
  await shown.getByRole('checkbox', { name: 'Generate' }).check();
  await shown.getByRole('checkbox', { name: 'Timeline' }).uncheck();
  for (const name of ['Schedule', 'Sampler', 'More settings'])
    await hidden.getByRole('checkbox', { name }).check();
  const code = await page.getByRole('textbox', { name: 'The code' }).inputValue();
  const address = /src="([^"]*)"/.exec(code)![1]!.replaceAll('&amp;', '&');
  expect(address).toContain('?show=noise,generate,equation&hide=schedule,sampler,more&embed#');

  await page.goto(address);
  await expect(page.getByRole('button', { name: 'Sample', exact: true })).toBeVisible(SOON);
  await expect(page.getByRole('combobox', { name: 'Schedule' })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Sampler' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^More settings/ })).toHaveCount(0);
  await expect(page.getByRole('slider', { name: 'Sampling steps' })).toBeVisible();
});

test('a lesson is stepped through while the browser translates the page', async ({ page }) => {
  await page.addInitScript(translate);
  await page.goto('/?lesson=lessons/noise.json');
  const lesson = page.getByRole('complementary', { name: 'LESSON' });
  await expect(lesson.getByRole('heading', { level: 2 })).toHaveText('A PICTURE, AND NOTHING ELSE', SOON);
  await expect(page.getByRole('heading', { name: 'DENOISER' })).toHaveCount(0);
  await lesson.getByRole('button', { name: 'NEXT' }).click();
  await expect(lesson.getByRole('heading', { level: 2 })).toHaveText('ONE FORMULA FOR ANY LEVEL');
  await lesson.getByRole('button', { name: 'MOSTLY NOISE' }).click();
  await expect(page.locator('.time-label')).toHaveText(/^T = 799/i);
  await lesson.getByRole('radio', { name: 'HALF OF IT' }).check();
  await expect(lesson.getByRole('status')).toContainText('NOT SO.');
  await lesson.getByRole('radio', { name: 'NEARLY NOTHING' }).check();
  await expect(lesson.getByRole('status')).toContainText('RIGHT.');
  await lesson.getByRole('button', { name: 'NEXT' }).click();
  await lesson.getByRole('button', { name: 'BACK' }).click();
  await expect(lesson.getByRole('status')).toContainText('RIGHT.');
  await page.reload();
  await expect(lesson.getByRole('heading', { level: 2 })).toHaveText('ONE FORMULA FOR ANY LEVEL', SOON);
  await lesson.getByRole('button', { name: 'CLOSE THE LESSON' }).click();
  await expect(page.getByRole('heading', { name: 'DENOISER' })).toBeVisible();
});

test('a teacher records a step, sees it as a student does, and exports it; P presents', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: /^Make a lesson/ }).click();
  const recorder = page.getByRole('complementary', { name: 'Make a lesson' });
  await recorder.getByRole('button', { name: 'Record a step' }).click();
  await recorder.getByLabel('Text', { exact: true }).fill('Look at $x_t$ <b onclick="alert(1)">here</b>.');
  await recorder.getByRole('button', { name: 'Preview' }).click();
  const lesson = page.getByRole('complementary', { name: 'Lesson', exact: true });
  await expect(lesson.getByText('<b onclick="alert(1)">here</b>.')).toBeVisible(SOON);
  await expect(lesson.locator('.katex').first()).toBeVisible();
  await lesson.getByRole('button', { name: 'Edit on' }).click();
  const download = page.waitForEvent('download');
  await recorder.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    format: 'diffusion-playground-lesson',
    steps: [{ title: 'Step 1', text: 'Look at $x_t$ <b onclick="alert(1)">here</b>.' }],
  });
  await recorder.getByRole('button', { name: 'Close the recorder' }).click();

  // Where the header is not under the pointer.
  await page.mouse.move(700, 500);
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/[?&]projector/);
  await expect(page.getByRole('button', { name: 'Train', exact: true })).not.toBeInViewport();
  await page.getByRole('button', { name: 'End the presentation' }).click();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeInViewport();
});

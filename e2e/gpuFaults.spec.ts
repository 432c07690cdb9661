/** Loss of the graphics processor during training, provoked by killing the browser's GPU process. */
import type { Browser, Page, Route } from '@playwright/test';
import { expect, test } from './page.ts';
import { SOON, stepOf, TINY } from './runHelpers.ts';

test.use({ tolerated: [/GPU|WebGPU|Device|device|context/] });

async function killGpu(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  // The process ends before it can answer.
  void session.send('Browser.crashGpuProcess').catch(() => {});
}

const badge = (page: Page) => page.getByRole('button', { name: /^Device:/ });
const notice = (page: Page, text: RegExp | string) => page.locator('.notice').filter({ hasText: text });

const trainsBeyond = (page: Page, step: number) =>
  expect.poll(() => stepOf(page), { timeout: 5 * 60_000 }).toBeGreaterThan(step);

async function saved(page: Page): Promise<number> {
  const reached = await stepOf(page);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const text = page.getByText(/^Saved in this browser at step/);
  const step = async () => Number(/step ([\d,]+)/.exec((await text.textContent())!)![1]!.replaceAll(',', ''));
  await expect(text).toBeVisible(SOON);
  await expect.poll(step, SOON).toBeGreaterThanOrEqual(reached);
  return reached;
}

async function trainOnGpu(page: Page): Promise<void> {
  await page.goto(TINY.replace('batchSize=4', 'batchSize=1'));
  await badge(page).click();
  await page.getByRole('combobox', { name: 'Compute with' }).selectOption('webgpu');
  await expect(badge(page)).toContainText('WebGPU', SOON);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^(Train|Resume)$/ }).click();
  await trainsBeyond(page, 2);
}

test('a lost GPU is taken anew and the run goes on; after the second loss the processor does @webgpu', async ({
  page,
  browser,
}) => {
  await trainOnGpu(page);

  await test.step('first loss', async () => {
    const step = await saved(page);
    await killGpu(browser);
    const told = notice(page, 'The graphics processor was lost');
    await expect(told).toContainText('resumes from step', SOON);
    await expect(badge(page)).toContainText('WebGPU', SOON);
    await trainsBeyond(page, step);
    await told.getByRole('button', { name: 'Dismiss' }).click();
  });

  await test.step('second loss', async () => {
    const step = await saved(page);
    await killGpu(browser);
    await expect(notice(page, 'resumes from step')).toBeVisible(SOON);
    await expect(badge(page)).toContainText('Processor', SOON);
    await expect(notice(page, 'Press Reload in your browser')).toBeVisible(SOON);
    await trainsBeyond(page, step);
  });
});

test('a GPU without memory drops the step, and a smaller network is offered @webgpu', async ({ page }) => {
  // Software has as much memory as the machine, so the error is the browser's own but the test sends it. Init scripts do not
  // reach a worker: its script gets a first line.
  const keep =
    'const ask = GPUAdapter.prototype.requestDevice; GPUAdapter.prototype.requestDevice = async function (...args) {' +
    'return (self.lent = await ask.apply(this, args)); };';
  const withFirstLine = async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: keep + (await response.text()) });
  };
  // Only once: the next device is left alone.
  await page.route('**/worker-*.js', withFirstLine, { times: 1 });
  await trainOnGpu(page);
  const step = await saved(page);
  const engine = page.workers().find(worker => worker.url().includes('/worker-'))!;
  await engine.evaluate(() => {
    const error = new GPUOutOfMemoryError('provoked');
    const { lent } = self as unknown as { lent: GPUDevice };
    lent.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
  });
  const told = notice(page, 'has no memory left for this');
  await expect(told).toBeVisible(SOON);
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeEnabled(SOON);
  expect(await stepOf(page)).toBeGreaterThanOrEqual(step);
  await told.getByRole('button', { name: 'Use a smaller network' }).click();
  await expect(page).toHaveURL(/batchSize=|channels=/);
  await expect.poll(() => stepOf(page), SOON).toBe(0);
});

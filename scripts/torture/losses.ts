/** Workers that die and devices that are lost, while the page trains: how soon it goes on, and from where. */
import type { Browser, Page } from '@playwright/test';
import { stepOf } from '../../e2e/runHelpers.ts';
import type { Row } from '../../tests/torture/report.ts';
import { openBrowser, SOFTWARE_WEBGPU, saveNow, TINY, until } from './harness.ts';

const TIMES = 20;

async function savedStep(page: Page): Promise<number> {
  const text = page.getByText(/^Saved in this browser at step/);
  if (!(await text.isVisible())) return 0;
  return Number(/step ([\d,]+)/.exec((await text.textContent())!)![1]!.replaceAll(',', ''));
}

interface Loss {
  readonly test: string;
  readonly args: readonly string[];
  readonly prepare: (page: Page) => Promise<void>;
  readonly provoke: (page: Page, browser: Browser) => Promise<void>;
}

/** The worker of the engine, not one of tfjs's threads. */
const engineOf = (page: Page) => page.workers().find(worker => worker.url().includes('/worker-'))!;

export const WORKER_DEATH: Loss = {
  test: 'worker death while training (wasm)',
  args: [],
  prepare: async () => {},
  provoke: page =>
    engineOf(page).evaluate(() => {
      setTimeout(() => {
        throw new Error('thrown on purpose');
      });
    }),
};

export const DEVICE_LOSS: Loss = {
  test: 'loss of the device while training (WebGPU, its process killed)',
  args: SOFTWARE_WEBGPU,
  prepare: async page => {
    await page.getByRole('button', { name: /^Device:/ }).click();
    await page.getByLabel('Compute with').selectOption('webgpu');
    await page.keyboard.press('Escape');
    const shown = page.getByRole('button', { name: 'Device: WebGPU' });
    await until('WebGPU', () => shown.isVisible(), 300_000);
  },
  provoke: async (_, browser) => {
    const session = await browser.newBrowserCDPSession();
    // It answers no more.
    void session.send('Browser.crashGpuProcess').catch(() => {});
  },
};

export async function lose(url: string, { test, args, prepare, provoke }: Loss): Promise<Row> {
  const browser = await openBrowser(...args);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(url + TINY.replace('batchSize=4', `batchSize=${args.length > 0 ? 1 : 4}`));
    await prepare(page);
    await page.getByRole('button', { name: /^(Train|Go on)$/ }).click();
    let slowestMs = 0;
    let mostLost = 0;
    let resumed = 0;
    for (let i = 0; i < TIMES; i++) {
      const before = await stepOf(page);
      await until('some steps', async () => (await stepOf(page)) > before + 2, 30_000);
      const reached = await stepOf(page);
      await saveNow(page);
      await until('a save', async () => (await savedStep(page)) >= reached, 30_000);
      const at = await stepOf(page);
      await provoke(page, browser);
      const back = page.locator('.notice').filter({ hasText: 'goes on from step' });
      slowestMs = Math.max(slowestMs, await until(`recovery ${i + 1}`, () => back.isVisible(), 30_000));
      const from = Number(/from step ([\d,]+)/.exec((await back.textContent())!)![1]!.replaceAll(',', ''));
      mostLost = Math.max(mostLost, at - from);
      await back.getByRole('button', { name: 'Dismiss' }).click();
      await until('training to go on', async () => (await stepOf(page)) > from, 30_000);
      resumed += 1;
      console.error(`${test}: ${resumed} of ${TIMES}`);
    }
    return {
      test,
      reached: `${resumed} of ${TIMES} resumed, the slowest in ${(slowestMs / 1000).toFixed(1)} s; at most ${mostLost} steps lost since the last save`,
      target: '20, each within 5 s, at most 30 s of training lost',
    };
  } catch (error) {
    const said = await browser.contexts()[0]!.pages()[0]!.locator('.notice').allTextContents();
    throw new Error(`${(error as Error).message}. The page said: ${said.join(' | ') || 'nothing'}`);
  } finally {
    await browser.close();
  }
}

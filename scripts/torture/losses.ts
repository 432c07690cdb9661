/** Kills workers and devices while the page trains, and measures how soon training resumes and from which step. */
import type { Browser, Page } from '@playwright/test';
import { stepOf } from '../../e2e/runHelpers.ts';
import type { Row } from '../../tests/torture/report.ts';
import { chooseWebgpu, openBrowser, SOFTWARE_WEBGPU, saveNow, TINY, until } from './harness.ts';

const TIMES = 20;

async function savedStep(page: Page): Promise<number> {
  const text = page.getByText(/^Saved in this browser at step/);
  if (!(await text.isVisible())) return 0;
  return Number(/step ([\d,]+)/.exec((await text.textContent())!)![1]!.replaceAll(',', ''));
}

interface Loss {
  readonly test: string;
  readonly args: readonly string[];
  /** How many losses one browser can take: after two of the GPU, Chromium gives no adapter until the user reloads. */
  readonly perBrowser: number;
  readonly prepare: (page: Page) => Promise<void>;
  readonly provoke: (page: Page, browser: Browser) => Promise<void>;
}

const engineOf = (page: Page) => page.workers().find(worker => worker.url().includes('/worker-'))!;

const throwInEngine = (page: Page) =>
  engineOf(page).evaluate(() => {
    setTimeout(() => {
      throw new Error('thrown on purpose');
    });
  });

export const WORKER_DEATH: Loss = {
  test: 'worker death while training (wasm)',
  args: [],
  perBrowser: TIMES,
  prepare: async () => {},
  provoke: throwInEngine,
};

/** During training, and while kernels are still being compiled, which holds the device for a while. */
export const WORKER_DEATH_ON_WEBGPU: Loss = {
  test: 'worker death while training (WebGPU)',
  args: SOFTWARE_WEBGPU,
  perBrowser: TIMES,
  prepare: chooseWebgpu,
  provoke: throwInEngine,
};

export const DEVICE_LOSS: Loss = {
  test: 'loss of the device while training (WebGPU, its process killed)',
  args: SOFTWARE_WEBGPU,
  perBrowser: 1,
  prepare: chooseWebgpu,
  provoke: async (_, browser) => {
    const session = await browser.newBrowserCDPSession();
    // The process ends before it can answer.
    void session.send('Browser.crashGpuProcess').catch(() => {});
  },
};

export async function lose(url: string, loss: Loss): Promise<Row> {
  const { test, perBrowser } = loss;
  const found = { resumed: 0, slowestMs: 0, mostLost: 0 };
  while (found.resumed < TIMES) await loseIn(url, loss, Math.min(perBrowser, TIMES - found.resumed), found);
  const { resumed, slowestMs, mostLost } = found;
  return {
    test,
    reached: `${resumed} of ${TIMES} resumed, the slowest in ${(slowestMs / 1000).toFixed(1)} s; at most ${mostLost} steps lost since the last save`,
    target: '20, each within 5 s, at most 30 s of training lost',
  };
}

interface Found {
  resumed: number;
  slowestMs: number;
  mostLost: number;
}

/** Provokes `times` losses in a new browser, and adds them to `found`. */
async function loseIn(
  url: string,
  { test, args, prepare, provoke }: Loss,
  times: number,
  found: Found,
): Promise<void> {
  const browser = await openBrowser(...args);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(url + TINY.replace('batchSize=4', `batchSize=${args.length > 0 ? 1 : 4}`));
    await prepare(page);
    await page.getByRole('button', { name: /^(Train|Resume)$/ }).click();
    for (let i = 0; i < times; i++) {
      const before = await stepOf(page);
      await until('some steps', async () => (await stepOf(page)) > before + 2, 60_000);
      const reached = await stepOf(page);
      await saveNow(page);
      await until('a save', async () => (await savedStep(page)) >= reached, 30_000);
      const at = await stepOf(page);
      await provoke(page, browser);
      const back = page.locator('.notice').filter({ hasText: 'resumes from step' });
      const ms = await until(`recovery ${found.resumed + 1}`, () => back.isVisible(), 30_000);
      const from = Number(/from step ([\d,]+)/.exec((await back.textContent())!)![1]!.replaceAll(',', ''));
      await back.getByRole('button', { name: 'Dismiss' }).click();
      await until('training to go on', async () => (await stepOf(page)) > from, 60_000);
      found.resumed += 1;
      found.slowestMs = Math.max(found.slowestMs, ms);
      found.mostLost = Math.max(found.mostLost, at - from);
      console.error(`${test}: ${found.resumed} of ${TIMES}, in ${Math.round(ms)} ms`);
    }
  } catch (error) {
    const said = await browser.contexts()[0]!.pages()[0]!.locator('.notice').allTextContents();
    throw new Error(`${(error as Error).message}. The page said: ${said.join(' | ') || 'nothing'}`);
  } finally {
    await browser.close();
  }
}

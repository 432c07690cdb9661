/**
 * The benchmark of bench.html in a browser without a window:
 *
 *   npm run bench -- [--channels 16/32/32] [--batch 16] [--contestants ours,stockTfjs,graphTfjs,jaxJs,tfjsWasm] [--json FILE]
 *
 * The adapter is the machine's own where it has one, and SwiftShader's software else. On a real graphics processor open
 * /bench.html in a browser and press the button.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { reportOf } from '../src/bench/measurements.ts';
import { findBrowser } from './findBrowser.ts';

const root = join(import.meta.dirname, '..');
const HEADLESS_WEBGPU = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
];

const { values } = parseArgs({
  options: {
    channels: { type: 'string' },
    batch: { type: 'string' },
    contestants: { type: 'string' },
    json: { type: 'string' },
  },
});
const executablePath = findBrowser();
if (!executablePath) throw new Error('No browser found: run "npx tsx scripts/findBrowser.ts" to get one.');
const server = await createServer({ root, server: { port: 0 }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({ executablePath, args: HEADLESS_WEBGPU });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  const { json, ...asked } = values;
  await page.goto(`${server.resolvedUrls!.local[0]}bench.html?${new URLSearchParams(asked)}`);
  await page.exposeFunction('tellProgress', (what: string) => console.error(what));
  await page.evaluate(() => {
    const { tellProgress } = window as unknown as { tellProgress(what: string): void };
    const status = document.getElementById('progress')!;
    new MutationObserver(() => tellProgress(status.textContent ?? '')).observe(status, { childList: true });
  });
  await page.getByRole('button', { name: 'Measure' }).click();
  await page.waitForFunction(() => window.benchResult !== undefined || window.benchFailure !== undefined);
  const text = await page.evaluate(() => window.benchResult ?? null);
  if (text === null) throw new Error(await page.evaluate(() => window.benchFailure ?? 'no result'));
  console.log(reportOf(JSON.parse(text)));
  if (json) await writeFile(json, `${text}\n`);
} finally {
  await browser.close();
  await server.close();
}

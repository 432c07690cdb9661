/** What the browser's tortures share: the built page on a server, and a separate browser for each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { findBrowser } from '../findBrowser.ts';

const root = join(import.meta.dirname, '../..');
const QUIET = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** WebGPU on the processor. */
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** A network that makes a step in a few hundredths of a second. */
export const TINY = '#v=1&channels=8%2F16%2F16&batchSize=4&digits=0&steps=100000';

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export async function servePage(): Promise<Served> {
  await build({ root, logLevel: 'error' });
  const server = await preview({ root, preview: { port: 0 }, logLevel: 'error' });
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}

export async function openBrowser(...args: readonly string[]): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser found: run "npx tsx scripts/findBrowser.ts" to get one.');
  return chromium.launch({ executablePath, args: [...QUIET, ...args] });
}

/** Resolves once `holds`, with the milliseconds that it took. */
export async function until(what: string, holds: () => Promise<boolean>, limitMs = 60_000): Promise<number> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > limitMs) throw new Error(`Waited ${limitMs / 1000} s for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return performance.now() - began;
}

/** The page uses a software adapter only if it is told to. */
export async function chooseWebgpu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Device:/ }).click();
  await page.getByLabel('Compute with').selectOption('webgpu');
  await page.keyboard.press('Escape');
  const shown = page.getByRole('button', { name: 'Device: WebGPU' });
  await until('WebGPU', () => shown.isVisible(), 300_000);
}

/** As when another tab comes to the front: the page is told that it is hidden, and saves. */
export async function saveNow(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** Memory that the largest renderer on this machine takes, in MB: the page and its workers. Linux only. */
export function rendererMb(): number {
  let most = 0;
  for (const id of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, 'latin1').includes('--type=renderer')) continue;
      const pages = Number(readFileSync(`/proc/${id}/statm`, 'latin1').split(' ')[1]);
      most = Math.max(most, (pages * 4096) / 1e6);
    } catch {
      // It ended meanwhile.
    }
  }
  return most;
}

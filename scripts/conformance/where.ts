/** Where a network is checked: in this process, or, on tfjs's WebGPU backend, in a browser without a window. */
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import type { Runtime } from '../../src/runtime/networkRuntime.ts';
import { findBrowser } from '../findBrowser.ts';
import { type RuntimeName, startRuntime } from '../runtimes.ts';
import { type Files, pack } from './page/carriedFiles.ts';
import { checkPipeline } from './pipelineCase.ts';
import { checkUNet, type Finding } from './unetCase.ts';

const root = join(import.meta.dirname, '../..');

/** On the machine's own adapter if it has one, otherwise on SwiftShader. */
const ARGUMENTS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
];

interface Opened {
  readonly server: ViteDevServer;
  readonly browser: Browser;
  readonly page: Page;
}

let opened: Promise<Opened> | null = null;
let started: Promise<Runtime> | null = null;

/** @throws where the files cannot be checked at all. */
export async function checkOn(
  runtime: RuntimeName,
  kind: 'unet' | 'pipeline',
  files: Files,
): Promise<Finding[]> {
  if (runtime === 'tfjs-webgpu') {
    opened ??= openPage();
    const { page } = await opened;
    const call = ([what, carried]: readonly [typeof kind, ReturnType<typeof pack>]) =>
      window.checkReference(what, carried, 'tfjs-webgpu');
    return page.evaluate(call, [kind, pack(files)] as const);
  }
  started ??= startRuntime(runtime);
  return kind === 'unet' ? checkUNet(files, await started) : checkPipeline(files, await started);
}

/** Ends what `checkOn` started. */
export async function closeBrowser(): Promise<void> {
  const ending = opened;
  opened = null;
  started = null;
  if (!ending) return;
  const { server, browser } = await ending;
  await browser.close();
  await server.close();
}

async function openPage(): Promise<Opened> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('tfjs-webgpu needs a browser: run "npx tsx scripts/findBrowser.ts"');
  const server = await createServer({ root, server: { port: 0 }, logLevel: 'error' });
  await server.listen();
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${server.resolvedUrls!.local[0]}scripts/conformance/page/index.html`);
  await page.waitForFunction(() => 'checkReference' in window, null, { timeout: 60_000 });
  return { server, browser, page };
}

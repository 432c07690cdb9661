/**
 * The benchmark of the page in bench/, without a window:
 *
 *   npm run bench -- [--channels 16/32/32] [--batch 16] [--contestants ours,oursWasm,stockTfjs,graphTfjs,jaxJs,tfjsWasm] [--json FILE] [--dawn]
 *   npm run bench -- --cpu [--pytorch] [--rounds N] [--json FILE]
 *
 * A contestant that fails is reported, and the others continue.
 *
 * It runs in a browser, on the machine's own adapter if it has one and otherwise on SwiftShader; `--dawn` runs it in Node.
 * `--serve` serves the page and prints its address, to open on any screen. `--cpu` compares the processor's runtimes, and
 * PyTorch where it is installed.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { CONTESTANT_NAMES, type ContestantId } from '../bench/contestants/contestant.ts';
import { entrant } from '../bench/entrant.ts';
import { GpuMeter } from '../bench/gpuMeter.ts';
import { type BenchResult, figuresOf, reportOf } from '../bench/measurements.ts';
import { runBench } from '../bench/runBench.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import { benchOnCpu } from './cpuBench.ts';
import { dawnGpu } from './dawn.ts';
import { findBrowser } from './findBrowser.ts';
import { startRuntime } from './runtimes.ts';

const root = join(import.meta.dirname, '..');
const configFile = join(root, 'bench/vite.config.ts');
const HEADLESS_WEBGPU = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  // If a contestant crashes the graphics process, the others still get an adapter.
  '--disable-gpu-process-crash-limit',
  '--disable-domain-blocking-for-3d-apis',
];

const options = {
  channels: { type: 'string' },
  batch: { type: 'string' },
  contestants: { type: 'string' },
} as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: {
    ...options,
    json: { type: 'string' },
    dawn: flag,
    serve: flag,
    cpu: flag,
    pytorch: flag,
    rounds: { type: 'string' },
  },
});

/** Built, as visitors get it: a development server could reload the page while it measures. */
async function servePage(port: number) {
  await build({ configFile, logLevel: 'error' });
  return preview({ configFile, preview: { port }, logLevel: 'error' });
}

async function inBrowser(asked: Record<string, string>): Promise<BenchResult> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser found: run "npx tsx scripts/findBrowser.ts" to get one.');
  const server = await servePage(0);
  const browser = await chromium.launch({ executablePath, args: HEADLESS_WEBGPU });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${server.resolvedUrls!.local[0]}?${new URLSearchParams(asked)}`);
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
    return JSON.parse(text);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function inNode(asked: Record<string, string>): Promise<BenchResult> {
  const { channels = DEFAULT_CONFIG.channels, batch = '16', contestants } = asked;
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu: await dawnGpu(), userAgent: 'Node' },
    configurable: true,
  });
  const request = {
    channels: channels as RunConfig['channels'],
    batch: Number(batch),
    contestants: (contestants?.split(',') ?? Object.keys(CONTESTANT_NAMES)) as ContestantId[],
    wasmPath: join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'),
  };
  const meter = new GpuMeter();
  const open = () => {
    const here = entrant(meter, () => startRuntime('wasm'));
    return { entrant: here, end: () => void here.leave() };
  };
  return runBench(request, open, what => console.error(what));
}

const { json, dawn, serve, cpu, pytorch, rounds, ...asked } = values;
const write = async (figures: object) => {
  if (!json) return;
  await mkdir(dirname(json), { recursive: true });
  await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
};
if (serve) {
  (await servePage(4174)).printUrls();
} else if (cpu || pytorch) {
  const figures = await benchOnCpu(asked.channels, rounds ? Number(rounds) : undefined, what =>
    console.error(what),
  );
  if (pytorch && figures.ofPytorch[64] === null) {
    throw new Error('There is no PyTorch here: install python3-torch, or leave --pytorch out.');
  }
  console.log(JSON.stringify(figures, null, 2));
  await write(figures);
  process.exit();
} else {
  const result = await (dawn ? inNode : inBrowser)(asked);
  console.log(reportOf(result));
  await write({ ...figuresOf(result), ...result });
  // Dawn would keep the process alive.
  process.exit();
}

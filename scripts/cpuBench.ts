/**
 * The processor's runtimes in turn, in one run: tfjs-wasm and our own kernels with one and two workers in a worker of
 * Chromium, and PyTorch with as many threads beside them where there is one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { median } from '../bench/statistics.ts';
import { DEFAULT_CONFIG } from '../src/config/runConfig.ts';
import type {} from './cpuBench/page/page.ts';
import type { Asked, CpuContestant, Rival } from './cpuBench/page/worker.ts';
import { findBrowser } from './findBrowser.ts';

const root = join(import.meta.dirname, '..');
const BATCHES = [64, 16] as const;
const PICTURES = [1, 16] as const;
const OURS: readonly CpuContestant[] = ['two', 'one'];
const THREADS = 2;

export interface CpuFigures {
  /** Our step with two workers over PyTorch's with two threads, by batch size; null without PyTorch. */
  readonly ofPytorch: Record<string, number | null>;
  /** tfjs-wasm's time over ours. */
  readonly overTfjsWasm: Record<string, number>;
  /** Whether one and two workers trained to the same bits. */
  readonly sameBits: boolean;
  /** From building and opening a network to the end of its first step of 16, with kernels loaded and helpers started, as on the page. */
  readonly firstStepMs: number;
  /** What fetching and compiling the kernels took before that. */
  readonly startMs: number;
  /**
   * What steps of batch 64 add to the peak of the browser's renderer process (VmHWM): ours with two workers over
   * tfjs-wasm's. Null where there is no /proc.
   */
  readonly peakMemoryRatio: number | null;
  readonly peakMb: Record<string, number>;
  /** A rival's step over ours with two workers, batch 16; or why there is none. */
  readonly rivals: Record<string, number | string>;
  /** Medians, in milliseconds. */
  readonly ms: Record<string, number>;
}

/** One process of PyTorch, which makes a step when asked. */
class Torch {
  private constructor(
    private readonly process: ChildProcess,
    private readonly lines: AsyncIterator<string>,
  ) {}

  /** Null where there is no PyTorch. */
  static async start(channels: string): Promise<Torch | null> {
    const script = join(root, 'scripts/cpuBench/torch_step.py');
    for (const python of ['python3', '/usr/bin/python3']) {
      const process = spawn(python, [script, channels, '8', String(THREADS)], {
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      process.on('error', () => {});
      const lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
      const first = await lines.next();
      if (!first.done) return new Torch(process, lines);
    }
    return null;
  }

  async step(batch: number): Promise<number> {
    this.process.stdin!.write(`${batch}\n`);
    return Number((await this.lines.next()).value);
  }

  end(): void {
    this.process.kill();
  }
}

/** @param rounds of every contestant, after two that warm it up. */
export async function benchOnCpu(
  channels: string = DEFAULT_CONFIG.channels,
  rounds = 15,
  say: (what: string) => void = () => {},
): Promise<CpuFigures> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser found: run "npx tsx scripts/findBrowser.ts" to get one.');
  // Built, as visitors get it: a development server could reload the page while it measures.
  const outDir = join(root, 'out/cpuBench');
  const input = 'scripts/cpuBench/page/index.html';
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true, rolldownOptions: { input } } });
  const server = await preview({ root, preview: { port: 0 }, build: { outDir }, logLevel: 'error' });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  const torch = await Torch.start(channels);
  try {
    const openPage = async () => {
      const page = await (await browser.newContext()).newPage();
      page.setDefaultTimeout(0);
      await page.goto(`${server.resolvedUrls!.local[0]}scripts/cpuBench/page/index.html`);
      await page.waitForFunction(() => 'measureOnCpu' in window);
      return page;
    };
    say('memory');
    const peakMb: Record<string, number> = {};
    for (const contestant of ['two', 'tfjs'] as const) {
      const page = await openPage();
      const mb = await peakOf(browser, page, contestant, channels);
      if (mb !== null) peakMb[contestant] = mb;
      await page.context().close();
    }
    say('first steps');
    const first = await firstSteps(openPage, channels);
    const measured = await measureAll(await openPage(), torch, channels, rounds, say);
    const rivals: Record<string, number | string> = {};
    for (const rival of ['stockTfjs', 'jaxJs'] as const) {
      say(`${rival} on WebAssembly`);
      const page = await openPage();
      rivals[rival] = await rivalStep(page, rival, channels).then(
        ms => ms / measured.ms['two 16']!,
        (error: unknown) => (error instanceof Error ? error.message.split('\n')[0]! : String(error)),
      );
      await page.context().close();
    }
    const { two, tfjs } = peakMb;
    return { ...measured, ...first, peakMemoryRatio: two && tfjs ? two / tfjs : null, peakMb, rivals };
  } finally {
    torch?.end();
    await browser.close();
    await server.close();
  }
}

const asker =
  (page: Page, channels: string) => (what: Asked['what'], contestant: CpuContestant, size: number) =>
    page.evaluate(asked => window.measureOnCpu(asked), { what, contestant, channels, size } as const);

/** The most memory that this browser's largest renderer has had, in MB; null where there is no /proc. */
async function rendererPeakMb(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo.flatMap(({ type, id }) => {
    const file = `/proc/${id}/status`;
    if (type !== 'renderer' || !existsSync(file)) return [];
    const kb = /VmHWM:\s+(\d+)/.exec(readFileSync(file, 'latin1'));
    return kb ? [Number(kb[1]) / 1024] : [];
  });
  return peaks.length > 0 ? Math.max(...peaks) : null;
}

/** What training adds to a page that has loaded its scripts, in MB. */
async function peakOf(
  browser: Browser,
  page: Page,
  contestant: CpuContestant,
  channels: string,
): Promise<number | null> {
  const before = await rendererPeakMb(browser);
  const ask = asker(page, channels);
  for (let step = 0; step < 6; step++) await ask('step', contestant, 64);
  const after = await rendererPeakMb(browser);
  return before === null || after === null ? null : after - before;
}

const FIRST_STEPS = 7;
/** Until what was closed before is put away, and, as on the page, the helper has started before one trains. */
const REST_MS = 2000;

/** Medians over new pages. */
async function firstSteps(
  openPage: () => Promise<Page>,
  channels: string,
): Promise<Pick<CpuFigures, 'startMs' | 'firstStepMs'>> {
  const starts: number[] = [];
  const steps: number[] = [];
  for (let time = 0; time < FIRST_STEPS; time++) {
    const page = await openPage();
    const ask = asker(page, channels);
    starts.push(await ask('start', 'two', 0));
    await page.waitForTimeout(REST_MS);
    steps.push(await ask('step', 'two', 16));
    await page.context().close();
  }
  return { startMs: median(starts), firstStepMs: median(steps) };
}

const RIVAL_STEPS = 4;
/** The longest that a rival's step may take. */
const RIVAL_MS = 60_000;

/** @throws where it makes no step. */
async function rivalStep(page: Page, rival: Rival, channels: string): Promise<number> {
  const ask = asker(page, channels);
  const times: number[] = [];
  for (let step = 0; step < RIVAL_STEPS; step++) {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`a step took longer than ${RIVAL_MS / 1000} s`)), RIVAL_MS).unref();
    });
    times.push(await Promise.race([ask('step', rival, 16), late]));
  }
  return median(times.slice(1));
}

async function measureAll(
  page: Page,
  torch: Torch | null,
  channels: string,
  rounds: number,
  say: (what: string) => void,
): Promise<Pick<CpuFigures, 'ofPytorch' | 'overTfjsWasm' | 'sameBits' | 'ms'>> {
  const ask = asker(page, channels);
  const times = new Map<string, number[]>();
  const note = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms]);
  const turn = async (name: string, measure: () => Promise<number>, round: number) => {
    const ms = await measure();
    if (round >= 0) note(name, ms);
  };
  for (const batch of BATCHES) {
    say(`steps of batch ${batch}`);
    // In its first dozen steps ours tries how many workers are best.
    for (let i = 0; i < 14; i++) await ask('step', 'two', batch);
    for (let round = -2; round < rounds; round++) {
      if (torch) await turn(`torch ${batch}`, () => torch.step(batch), round);
      for (const contestant of [...OURS, 'tfjs'] as const) {
        await turn(`${contestant} ${batch}`, () => ask('step', contestant, batch), round);
      }
    }
  }
  for (const pictures of PICTURES) {
    say(`forward passes of ${pictures}`);
    for (let round = -4; round < 2 * rounds; round++) {
      for (const contestant of ['two', 'tfjs'] as const) {
        await turn(`${contestant} forward ${pictures}`, () => ask('forward', contestant, pictures), round);
      }
    }
  }
  say('the same bits');
  // An odd batch size, which is new to both.
  for (let step = 0; step < 10; step++) for (const contestant of OURS) await ask('step', contestant, 13);
  const [first, second] = [await ask('bits', 'two', 13), await ask('bits', 'one', 13)];
  const ms = Object.fromEntries([...times].map(([name, values]) => [name, median(values)]));
  const over = (a: string, b: string) => ms[a]! / ms[b]!;
  const ofPytorch = (batch: number) => (torch ? over(`two ${batch}`, `torch ${batch}`) : null);
  return {
    ofPytorch: { 64: ofPytorch(64), 16: ofPytorch(16) },
    overTfjsWasm: {
      64: over('tfjs 64', 'two 64'),
      16: over('tfjs 16', 'two 16'),
      '64one': over('tfjs 64', 'one 64'),
      '16one': over('tfjs 16', 'one 16'),
      forward1: over('tfjs forward 1', 'two forward 1'),
      forward16: over('tfjs forward 16', 'two forward 16'),
    },
    sameBits: first === second,
    ms,
  };
}

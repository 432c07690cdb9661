/**
 * Drags the timeline of the built page in a headless Chromium and prints the times between its frames, at rest and
 * while it trains: `npx vite build && npx tsx scripts/measureScrubbing.ts`.
 */
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser } from './findBrowser.ts';

const PORT = 41_874;
const DRAG_MS = 6000;
const SETTINGS = '#v=1&sampleCount=16&samplingSteps=25';

/** As text, since the compiler of this file would add calls to a function that do not exist in the page. */
const FRAME_TIMES = `new Promise(resolve => {
  const times = [];
  const start = performance.now();
  let last = start;
  requestAnimationFrame(function tick(now) {
    times.push(now - last);
    last = now;
    if (now - start < ${DRAG_MS}) requestAnimationFrame(tick);
    else resolve(times.slice(1));
  });
})`;

interface Times {
  readonly frames: number;
  readonly median: number;
  readonly p95: number;
  readonly slowest: number;
}

/** Moves to and fro, one move a frame, and measures the time of every frame. */
async function drag(page: Page): Promise<Times> {
  const line = await page.locator('.timeline-line').boundingBox();
  if (!line) throw new Error('The page shows no timeline.');
  const y = line.y + line.height / 2;
  await page.mouse.move(line.x + line.width / 2, y);
  await page.mouse.down();
  const measured = page.evaluate<number[]>(FRAME_TIMES);
  const start = performance.now();
  while (performance.now() - start < DRAG_MS) {
    const share = 0.5 + 0.45 * Math.sin((performance.now() - start) / 400);
    await page.mouse.move(line.x + share * line.width, y);
    await new Promise(resolve => setTimeout(resolve, 8));
  }
  const times = (await measured).sort((a, b) => a - b);
  await page.mouse.up();
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!;
  return { frames: times.length, median: at(0.5), p95: at(0.95), slowest: at(1) };
}

function print(situation: string, { frames, median, p95, slowest }: Times): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `${situation.padEnd(28)} frames ${frames}  median ${ms(median)}  p95 ${ms(p95)}  slowest ${ms(slowest)}`,
  );
}

const executablePath = findBrowser();
if (!executablePath) throw new Error('No browser found: run "npx tsx scripts/findBrowser.ts" to get one.');
const server = await preview({ preview: { port: PORT, strictPort: true } });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://localhost:${PORT}/${SETTINGS}`);
  await page.getByText('40 of 10,000 digits').waitFor();
  await page.getByRole('button', { name: 'Noising' }).click();
  print('noise, network asked', await drag(page));
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await page.getByText('26 / 26').waitFor({ timeout: 120_000 });
  print('16 pictures of 25 frames', await drag(page));
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.waitForTimeout(2000);
  print('while training', await drag(page));
} finally {
  await browser.close();
  await server.close();
}

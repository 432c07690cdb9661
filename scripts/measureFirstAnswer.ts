/**
 * How soon the built page answers, in a headless Chromium (`npm run build` first): from navigation to the first picture that
 * the pretrained network guesses, to the first contentful paint, and from pressing Sample to the last of 50 steps:
 *
 *   npx tsx scripts/measureFirstAnswer.ts [--times 9] [--build dist]
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { median } from '../bench/statistics.ts';
import { findBrowser } from './findBrowser.ts';

/** Waits in the page, so that this command's messages to the browser do not count. */
const WHEN_ANSWERED = `(() => {
  const look = () => {
    if (document.querySelector('[aria-label^="The picture that the network guesses at t ="]')) window.answered = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})()`;
/** Not `waitForFunction`, which the page's security policy stops. */
const ANSWERED = `new Promise(resolve => {
  const look = () => (window.answered ? resolve(window.answered) : setTimeout(look, 20));
  look();
})`;
const SAMPLE = `new Promise(resolve => {
  const start = performance.now();
  document.querySelector('.sample-buttons .button').click();
  const look = () => {
    if (document.querySelector('.frame-number')?.textContent === '51 / 51') resolve(performance.now() - start);
    else setTimeout(look, 5);
  };
  setTimeout(look, 100);
})`;

const { values } = parseArgs({
  options: { times: { type: 'string', default: '9' }, build: { type: 'string', default: 'dist' } },
});
const executablePath = findBrowser();
if (!executablePath) throw new Error('No browser found: run "npx tsx scripts/findBrowser.ts" to get one.');
const server = await preview({ preview: { port: 0 }, build: { outDir: values.build } });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const answered: number[] = [];
  const painted: number[] = [];
  const sampled: number[] = [];
  for (let time = 0; time < Number(values.times); time++) {
    // Nothing of the time before is in its cache.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(WHEN_ANSWERED);
    // The tab before is still being put away, which takes a second of both cores.
    await page.waitForTimeout(2000);
    await page.goto(server.resolvedUrls!.local[0]!);
    answered.push(await page.evaluate<number>(ANSWERED));
    painted.push(
      await page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0].startTime`),
    );
    sampled.push(await page.evaluate<number>(SAMPLE));
    await context.close();
  }
  const said = (name: string, times: readonly number[]) =>
    console.log(
      `${name}: median ${Math.round(median(times))} ms, ${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))}`,
    );
  said('first contentful paint', painted);
  said('first answer', answered);
  said('Sample, 16 pictures in 50 steps', sampled);
  console.log(`load ${loadavg()[0]!.toFixed(1)}`);
} finally {
  await browser.close();
  await server.close();
}

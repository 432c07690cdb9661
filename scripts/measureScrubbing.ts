/**
 * Drags the timeline of the built page in a headless Chromium and prints the times between its frames, at rest and
 * while it trains: `npx vite build && npx tsx scripts/measureScrubbing.ts`.
 */
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser } from './findBrowser.ts';
import { drag, printTimes } from './measure/frameTimes.ts';

const PORT = 41_874;
const DRAG_MS = 6000;
const SETTINGS = '#v=1&sampleCount=16&samplingSteps=25';

const executablePath = findBrowser();
if (!executablePath) throw new Error('No browser found: run "npx tsx scripts/findBrowser.ts" to get one.');
const server = await preview({ preview: { port: PORT, strictPort: true } });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://localhost:${PORT}/${SETTINGS}`);
  await page.getByText('40 of 10,000 digits').waitFor();
  await page.getByRole('button', { name: 'Noising' }).click();
  printTimes('noise, network asked', await drag(page, DRAG_MS));
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await page.getByText('26 / 26').waitFor({ timeout: 120_000 });
  printTimes('16 pictures of 25 frames', await drag(page, DRAG_MS));
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.waitForTimeout(2000);
  printTimes('while training', await drag(page, DRAG_MS));
} finally {
  await browser.close();
  await server.close();
}

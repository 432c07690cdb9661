/**
 * How quick 2,000 points in the plane are, in the built page in a headless Chromium: from pressing Sample to the last
 * frame of 50, and the times between frames while the timeline is dragged and while it plays:
 *
 *   npx vite build && npx tsx scripts/measurePlane.ts
 */
import { loadavg } from 'node:os';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser } from './findBrowser.ts';
import { drag, frameTimes, printTimes } from './measure/frameTimes.ts';

const PORT = 41_875;
const MEASURED_MS = 6000;
const SETTINGS = '#v=1&dataset=two-moons&sampleCount=2000&samplingSteps=50';

const load = () => `load ${loadavg()[0]!.toFixed(1)}`;

const executablePath = findBrowser();
if (!executablePath) throw new Error('No browser found: run "npx tsx scripts/findBrowser.ts" to get one.');
const server = await preview({ preview: { port: PORT, strictPort: true } });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://localhost:${PORT}/${SETTINGS}`);
  await page.getByText('10,000 of 10,000 points').waitFor();
  await page.getByRole('img', { name: /^Both: Score/ }).waitFor();
  for (let time = 1; time <= 5; time++) {
    // In the page's own time, so that this command's messages to the browser do not count.
    const took = await page.evaluate<number>(`new Promise(resolve => {
      const button = [...document.querySelectorAll('.sample-buttons .button')][0];
      const start = performance.now();
      button.click();
      const look = () => {
        if (/done\\. Point/.test(document.querySelector('.flow figcaption')?.textContent ?? '')) resolve(performance.now() - start);
        else setTimeout(look, 2);
      };
      setTimeout(look, 50);
    })`);
    console.log(`2,000 points in 50 steps, time ${time}: ${took.toFixed(0)} ms (${load()})`);
    await page.waitForTimeout(500);
  }
  printTimes('dragging, 2,000 points', await drag(page, MEASURED_MS));
  await page.getByRole('combobox', { name: 'Frames per second' }).selectOption('60');
  await page.getByRole('button', { name: 'Noising' }).click();
  await page.getByRole('button', { name: 'Play the animation' }).click();
  printTimes('playing the noise, 60 / s', await frameTimes(page, 900));
  await page.getByRole('button', { name: 'Generating' }).click();
  await page.getByRole('button', { name: 'Play the animation' }).click();
  printTimes('playing the flow, 60 / s', await frameTimes(page, 900));
  console.log(load());
} finally {
  await browser.close();
  await server.close();
}

/**
 * How long a sampling takes to its first frame if it starts at step 10 on WebGPU, while the better tiles of the training
 * step are being compiled. On a software adapter, in headless Chromium:
 *
 *   npx vite build && npx tsx scripts/measureSamplingSoon.ts [FOLDER ...]
 *
 * Each folder is a checkout with its built page, by default this one; they take turns.
 */
import { preview } from 'vite';
import { median } from '../bench/statistics.ts';
import { stepOf } from '../e2e/runHelpers.ts';
import { chooseWebgpu, openBrowser, SOFTWARE_WEBGPU, TINY, until } from './torture/harness.ts';

const TURNS = 3;
const SETTINGS = `${TINY.replace('batchSize=4', 'batchSize=1')}&sampleCount=4&samplingSteps=20`;

async function firstFrameMs(root: string): Promise<number> {
  const server = await preview({ root, preview: { port: 0 }, logLevel: 'error' });
  const browser = await openBrowser(...SOFTWARE_WEBGPU);
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls!.local[0]! + SETTINGS);
    await chooseWebgpu(page);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await until('ten steps', async () => (await stepOf(page)) >= 10);
    await page.getByRole('button', { name: 'Sample', exact: true }).click();
    return await until('a frame', () => page.locator('.frame-number').isVisible());
  } finally {
    await browser.close();
    await server.close();
  }
}

const folders = process.argv.length > 2 ? process.argv.slice(2) : [process.cwd()];
const taken = new Map(folders.map(folder => [folder, [] as number[]]));
for (let turn = 0; turn < TURNS; turn++) {
  for (const [folder, times] of taken) times.push(await firstFrameMs(folder));
}
for (const [folder, times] of taken) {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  console.log(`${folder}: ${seconds(median(times))} (${times.map(seconds).join(', ')})`);
}

/**
 * How long a folder of 10,000 JPEGs of 200 x 200 takes to become a data set, in the built page (`npm run build` first):
 *
 *   npx tsx scripts/measureImport.ts [--pictures 10000]
 *
 * Also how long the page did not answer meanwhile, and the memory of the page's process and of all of the browser's, beside
 * that before.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser } from './findBrowser.ts';

const SIDE = 200;
const DIFFERENT = 50;
const CLASSES = 10;

/** Pictures with something in them, encoded by the browser. */
const drawn = (page: Page, side: number, seed: number): Promise<string> =>
  page.evaluate(
    async ({ side, seed }) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = side;
      const context = canvas.getContext('2d')!;
      for (let i = 0; i < 200; i++) {
        const [hue, light, x, y, width, height] = [1, 2, 3, 4, 5, 6].map(
          n => ((i * 7919 + seed * 104_729 + n * 31_337) % 1009) / 1009,
        ) as [number, number, number, number, number, number];
        context.fillStyle = `hsl(${360 * hue} 70% ${100 * light}%)`;
        context.fillRect(side * x, side * y, 60 * width, 60 * height);
      }
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
    },
    { side, seed },
  );

interface Memory {
  /** Of all of the browser's processes. */
  readonly all: number;
  /** Of the largest that shows a page, with its workers. */
  readonly page: number;
}

/** MB that belong to these processes alone, or shared in proportion, of the browser that uses the profile. */
async function memoryOf(profile: string): Promise<Memory> {
  let [all, page] = [0, 0];
  for (const id of await readdir('/proc')) {
    if (!/^\d+$/.test(id)) continue;
    const read = (file: string) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '');
    const command = await read('cmdline');
    if (!command.includes(profile)) continue;
    const megabytes = Number(/^Pss: +(\d+)/m.exec(await read('smaps_rollup'))?.[1] ?? 0) / 1024;
    all += megabytes;
    if (command.includes('--type=renderer')) page = Math.max(page, megabytes);
  }
  return { all, page };
}

const rounded = ({ all, page }: Memory) => ({ all: Math.round(all), page: Math.round(page) });

const { values } = parseArgs({ options: { pictures: { type: 'string', default: '10000' } } });
const count = Number(values.pictures);
const server = await preview({ preview: { port: 0 } });
const url = server.resolvedUrls!.local[0]!;
const profile = await mkdtemp(join(tmpdir(), 'profile-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: findBrowser()!,
  args: ['--no-sandbox'],
  viewport: { width: 1440, height: 900 },
});
const page = await context.newPage();
await page.goto(url);
const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
const jpegs: Buffer[] = [];
for (let i = 0; i < DIFFERENT; i++) jpegs.push(Buffer.from(await drawn(page, SIDE, i), 'base64'));
for (let i = 0; i < CLASSES; i++) await mkdir(join(folder, `class ${i}`));
for (let i = 0; i < count; i++) {
  await writeFile(join(folder, `class ${i % CLASSES}`, `${i}.jpg`), jpegs[i % DIFFERENT]!);
}

const data = page.getByRole('region', { name: 'Data', exact: true });
await data.getByRole('combobox', { name: 'Data', exact: true }).selectOption('My pictures');
await data.getByRole('button', { name: 'Add pictures' }).click();
const dialog = page.getByRole('dialog', { name: 'Add pictures' });
await dialog.getByLabel('Choose a folder').setInputFiles(folder, { timeout: 300_000 });
await page.evaluate(() => {
  const waits: number[] = [];
  Object.assign(window, { waits });
  let before = performance.now();
  setInterval(() => {
    const now = performance.now();
    waits.push(now - before - 10);
    before = now;
  }, 10);
});
const memoryBefore = await memoryOf(profile);
let memory = memoryBefore;
const watch = setInterval(async () => {
  const { all, page } = await memoryOf(profile);
  memory = { all: Math.max(memory.all, all), page: Math.max(memory.page, page) };
}, 1000);
const began = performance.now();
await dialog.getByRole('button', { name: 'Take them' }).click();
await data.getByText(`${count.toLocaleString('en')} pictures taken`).waitFor({ timeout: 600_000 });
const seconds = (performance.now() - began) / 1000;
clearInterval(watch);
const waits = await page.evaluate(() => (window as unknown as { waits: number[] }).waits);
const long = waits.filter(wait => wait > 50).sort((a, b) => b - a);
console.log(
  JSON.stringify({
    load: Number(loadavg()[0]!.toFixed(1)),
    pictures: count,
    seconds: Number(seconds.toFixed(1)),
    longestWaitMs: Math.round(Math.max(...waits)),
    waitsOver50Ms: long.length,
    longest: long.slice(0, 8).map(Math.round),
    memoryBefore: rounded(memoryBefore),
    memoryMost: rounded(memory),
  }),
);
await context.close();
await server.close();
await rm(folder, { recursive: true });
await rm(profile, { recursive: true });

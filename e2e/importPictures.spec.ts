import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { openDrawings, pixelsOf, thumbnails } from './drawingHelpers.ts';
import { expect, test } from './page.ts';

/** A black cross on white, like a scan. */
function cross(size: number): Buffer {
  const png = new PNG({ width: size, height: size });
  png.data.forEach((_, i) => {
    const x = ((i >> 2) % size) / size;
    const y = Math.floor((i >> 2) / size) / size;
    const arm = (a: number, b: number) => a > 0.4 && a < 0.6 && b > 0.1 && b < 0.9;
    png.data[i] = i % 4 === 3 || !(arm(x, y) || arm(y, x)) ? 255 : 0;
  });
  return PNG.sync.write(png);
}
const file = (name: string, buffer: Buffer, mimeType = 'image/png') => ({ name, mimeType, buffer });

test.beforeEach(({ page }) => openDrawings(page));

test('PNG files become drawings with bright ink', async ({ page }) => {
  const files = [file('small.png', cross(56)), file('large.png', cross(1400))];
  await page.getByLabel('Picture files').setInputFiles(files);
  await expect(page.getByText('2 pictures added to My drawings.')).toBeVisible();
  for (const i of [0, 1]) {
    const pixels = await pixelsOf(thumbnails(page).nth(i));
    expect(pixels[14 * 28 + 14]).toBeGreaterThan(250);
    expect(pixels[14 * 28 + 6]).toBeGreaterThan(250);
    expect(pixels[5 * 28 + 5]).toBe(0);
    expect(pixels[0]).toBe(0);
  }
});

test('a JPEG of any shape is fitted in', async ({ page }) => {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(800, 400);
    const context = canvas.getContext('2d')!;
    context.fillStyle = 'gainsboro';
    context.fillRect(0, 0, 800, 400);
    context.fillStyle = 'midnightblue';
    context.fillRect(200, 180, 400, 40);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  await page.getByLabel('Picture files').setInputFiles([file('wide.jpg', Buffer.from(bytes), 'image/jpeg')]);
  await expect(thumbnails(page)).toHaveCount(1);
  const pixels = await pixelsOf(thumbnails(page).nth(0));
  expect(pixels[14 * 28 + 14]).toBeGreaterThan(120);
  expect(Math.max(...pixels.slice(0, 11 * 28))).toBeLessThan(4);
});

test('files can be dropped anywhere', async ({ page }) => {
  const bytes = [...cross(100)];
  const transfer = await page.evaluateHandle(content => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(content)], 'dropped.png', { type: 'image/png' }));
    return data;
  }, bytes);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(thumbnails(page)).toHaveCount(1);
});

test('a picture that claims to be huge is refused by its header, and the others are taken', async ({
  page,
}) => {
  const bomb = cross(8);
  bomb.writeUInt32BE(16_384, 16);
  bomb.writeUInt32BE(16_384, 20);
  await page
    .getByLabel('Picture files')
    .setInputFiles([
      file('bomb.png', bomb),
      file('notes.png', Buffer.from('hello')),
      file('good.png', cross(60)),
    ]);
  await expect(page.getByText(/bomb.png has 16384 × 16384 pixels, more than 16 million/)).toBeVisible();
  await expect(page.getByText(/notes.png is not a picture that this page can read/)).toBeVisible();
  await expect(page.getByText('One picture added to My drawings.')).toBeVisible();
  await expect(thumbnails(page)).toHaveCount(1);
});

/** A black bar, 8 x 12 on 24 x 16 of white: libavif's. */
const AVIF =
  'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAPBtZXRhAAAAAAAAAChoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAbGliYXZpZgAA' +
  'AAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEUAAAAGwAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xv' +
  'cgAAAABoaXBycAAAAElpcGNvAAAAFGlzcGUAAAAAAAAAGAAAABAAAAAOcGl4aQAAAAABCAAAAAxhdjFDgQAcAAAAABNjb2xybmNseAABAA0A' +
  'BoAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACNtZGF0EgAKCBgQ7/ywENBqMg1FkAAARFHpdlmSjSaI';

/** The same, and a frame that is all white: gifenc's. */
const GIF =
  'R0lGODlhGAAQAPAAAP///wAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAAGAAQAAAIOwABCBxIsKDBgwgTKgQQoKHDhgsLPnwYke' +
  'BEhxUHXoSYkeHGjh4vgtwYYOTHjiRNikR5MmNKkDBjEgwIACH5BAAKAAAALAAAAAAYABAAAAgiAAEIHEiwoMGDCBMqXMiwocOHECNKnEixosWL' +
  'GDNq3GgwIAA7';

/** BITMAPINFOHEADER, 24 bits a pixel, rows upwards. */
function bmp(): Buffer {
  const bytes = Buffer.alloc(54 + 3 * 24 * 16, 255);
  bytes.fill(0, 0, 54);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  for (const [at, value] of [
    [10, 54],
    [14, 40],
    [18, 24],
    [22, 16],
  ] as const) {
    bytes.writeUInt32LE(value, at);
  }
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let y = 2; y < 14; y++) bytes.fill(0, 54 + 3 * (24 * y + 8), 54 + 3 * (24 * y + 16));
  return bytes;
}

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 16"><rect width="24" height="16" fill="white"/>' +
  '<rect x="8" y="2" width="8" height="12"/></svg>';

const webp = (page: Page) =>
  page.evaluate(async () => {
    const context = new OffscreenCanvas(24, 16).getContext('2d')!;
    context.fillStyle = 'white';
    context.fillRect(0, 0, 24, 16);
    context.fillStyle = 'black';
    context.fillRect(8, 2, 8, 12);
    const blob = await context.canvas.convertToBlob({ type: 'image/webp', quality: 1 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });

test('WebP, GIF, AVIF, BMP and SVG are taken, the first frame of what moves', async ({ page }) => {
  const files = [
    file('bar.webp', Buffer.from(await webp(page))),
    file('bar.gif', Buffer.from(GIF, 'base64')),
    file('bar.avif', Buffer.from(AVIF, 'base64')),
    file('bar.bmp', bmp()),
    file('bar.svg', Buffer.from(SVG)),
  ];
  await page.getByLabel('Picture files').setInputFiles(files);
  await expect(page.getByText('5 pictures added to My drawings.')).toBeVisible();
  await expect(page.getByText('bar.gif is an animation: its first frame was taken.')).toBeVisible();
  for (const i of files.keys()) {
    const pixels = await pixelsOf(thumbnails(page).nth(i));
    // 24 pixels become 28: the bar reaches from 9.3 to 18.7.
    expect(pixels[14 * 28 + 14], files[i]!.name).toBeGreaterThan(240);
    expect(pixels[14 * 28 + 6], files[i]!.name).toBeLessThan(8);
    expect(pixels[14 * 28 + 21], files[i]!.name).toBeLessThan(8);
  }
});

test('what is blank, no picture, or not drawn by itself is refused by what it is', async ({ page }) => {
  const blank = (colour: readonly number[]) => {
    const png = new PNG({ width: 40, height: 40 });
    png.data.forEach((_, i) => {
      png.data[i] = colour[i % 4]!;
    });
    return PNG.sync.write(png);
  };
  await page
    .getByLabel('Picture files')
    .setInputFiles([
      file('nothing.png', blank([0, 0, 0, 0])),
      file('white.png', blank([255, 255, 255, 255])),
      file('orange.png', blank([255, 165, 0, 255])),
      file('paper.png', Buffer.from('%PDF-1.7 and so on')),
      file('script.svg', Buffer.from(SVG.replace('</svg>', '<script>1</script></svg>'))),
      file('outside.svg', Buffer.from(SVG.replace('</svg>', '<image href="a.png"/></svg>'))),
      file('cross.jpg', cross(40)),
    ]);
  for (const sentence of [
    /^nothing.png is blank: nothing in it stands out from its background[.]/,
    /^white.png is blank/,
    /^orange.png is blank/,
    /^paper.png is a PDF document[.]/,
    /^script.svg is an SVG picture with a script in it[.]/,
    /^outside.svg is an SVG picture that refers to other files or pages[.]/,
    /^cross.jpg is a PNG picture, and was taken as one[.]/,
  ]) {
    await expect(page.getByText(sentence)).toBeVisible();
  }
  await expect(thumbnails(page)).toHaveCount(1);
});

test('a dropped folder is read with all that is in it', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'dropped-'));
  await mkdir(join(folder, 'mine/more'), { recursive: true });
  await writeFile(join(folder, 'mine/a.png'), cross(40));
  await writeFile(join(folder, 'mine/more/b.png'), cross(60));
  await writeFile(join(folder, 'mine/more/notes.txt'), 'hello');
  await writeFile(join(folder, 'mine/.DS_Store'), 'litter');
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(folder, 'mine')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await expect(page.getByText('2 pictures added to My drawings.')).toBeVisible();
  await expect(page.getByText(/^mine\/more\/notes.txt is not a picture/)).toBeVisible();
  await expect(page.locator('.import-outcome .refused')).toHaveCount(1);
  await expect(thumbnails(page)).toHaveCount(2);
});

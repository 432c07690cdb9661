import { PNG } from 'pngjs';
import { openDrawings, pixelsOf, thumbnails } from './drawingHelpers.ts';
import { expect, test } from './page.ts';

/** A black cross on white, as somebody would scan it. */
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
  await expect(page.getByText(/notes.png is neither a PNG nor a JPEG/)).toBeVisible();
  await expect(page.getByText('One picture added to My drawings.')).toBeVisible();
  await expect(thumbnails(page)).toHaveCount(1);
});

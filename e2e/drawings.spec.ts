import {
  addDrawing,
  drawWithFinger,
  drawWithMouse,
  inkOf,
  openDrawings,
  pad,
  pixelsOf,
  thumbnails,
} from './drawingHelpers.ts';
import { expect, test } from './page.ts';

test.beforeEach(({ page }) => openDrawings(page));

test('the mouse draws where it goes', async ({ page }) => {
  await drawWithMouse(page, [0.25, 0.5], [0.75, 0.5]);
  const pixels = await pixelsOf(pad(page));
  const row = pixels.slice(14 * 28, 15 * 28);
  expect(row.slice(9, 20).every(pixel => pixel > 200)).toBe(true);
  expect(row.slice(0, 4).every(pixel => pixel === 0)).toBe(true);
  expect(pixels.slice(0, 10 * 28).every(pixel => pixel === 0)).toBe(true);
});

test('undo, redo and clear work by button and by key', async ({ page }) => {
  await drawWithMouse(page, [0.2, 0.2], [0.8, 0.2]);
  const one = await inkOf(pad(page));
  await drawWithMouse(page, [0.2, 0.6], [0.8, 0.6]);
  const two = await inkOf(pad(page));
  expect(two).toBeGreaterThan(1.5 * one);

  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await inkOf(pad(page))).toBe(one);
  await page.getByRole('button', { name: 'Redo' }).click();
  expect(await inkOf(pad(page))).toBe(two);
  await page.getByRole('button', { name: 'Clear the pad' }).click();
  expect(await inkOf(pad(page))).toBe(0);

  await pad(page).focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await inkOf(pad(page))).toBe(one);
  await page.keyboard.press('Control+Shift+z');
  expect(await inkOf(pad(page))).toBe(two);
});

test('the eraser takes ink away, the brush has a size', async ({ page }) => {
  await drawWithMouse(page, [0.2, 0.5], [0.8, 0.5]);
  const thin = await inkOf(pad(page));
  await page.getByRole('slider', { name: 'Brush' }).fill('3');
  await drawWithMouse(page, [0.2, 0.5], [0.8, 0.5]);
  expect(await inkOf(pad(page))).toBeGreaterThan(1.5 * thin);
  await page.getByRole('button', { name: 'Eraser' }).click();
  await drawWithMouse(page, [0.1, 0.5], [0.9, 0.5]);
  expect(await inkOf(pad(page))).toBe(0);
});

test('drawings are added, edited, duplicated, deleted and brought back', async ({ page }) => {
  await addDrawing(page, 1);
  await addDrawing(page, 2);
  await addDrawing(page, 3);
  await expect(thumbnails(page)).toHaveCount(3);
  expect(await inkOf(pad(page))).toBe(0);

  const before = await inkOf(thumbnails(page).nth(1));
  await thumbnails(page).nth(1).click();
  expect(await inkOf(pad(page))).toBe(before);
  await drawWithMouse(page, [0.1, 0.9], [0.9, 0.9]);
  await page.getByRole('button', { name: 'Update' }).click();
  expect(await inkOf(thumbnails(page).nth(1))).toBeGreaterThan(before);

  await thumbnails(page).nth(0).click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(thumbnails(page)).toHaveCount(4);
  expect(await pixelsOf(thumbnails(page).nth(1))).toEqual(await pixelsOf(thumbnails(page).nth(0)));

  const last = await pixelsOf(thumbnails(page).nth(3));
  await thumbnails(page).nth(3).focus();
  await page.keyboard.press('Delete');
  await expect(thumbnails(page)).toHaveCount(3);
  await expect(thumbnails(page).nth(2)).toBeFocused();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(thumbnails(page)).toHaveCount(4);
  expect(await pixelsOf(thumbnails(page).nth(3))).toEqual(last);

  await thumbnails(page).nth(0).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(thumbnails(page)).toHaveCount(3);
});

test('an unfinished drawing is kept when another is opened', async ({ page }) => {
  await addDrawing(page, 1);
  await drawWithMouse(page, [0.3, 0.3], [0.6, 0.9]);
  await thumbnails(page).nth(0).click();
  await expect(thumbnails(page)).toHaveCount(2);
});

test('what was not added yet is still on the pad after Escape', async ({ page }) => {
  await drawWithMouse(page, [0.2, 0.3], [0.8, 0.3]);
  const one = await inkOf(pad(page));
  await drawWithMouse(page, [0.2, 0.7], [0.8, 0.7]);
  const two = await inkOf(pad(page));
  await page.keyboard.press('Escape');
  await expect(pad(page)).toBeHidden();
  await expect(page.getByText('The pad holds a drawing that is not added yet.')).toBeVisible();

  await page.getByRole('button', { name: /^Draw/ }).click();
  expect(await inkOf(pad(page))).toBe(two);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await inkOf(pad(page))).toBe(one);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('One drawing, kept in this browser')).toBeVisible();
  await expect(page.getByText('not added yet')).toBeHidden();
});

test('drawings survive a reload', async ({ page }) => {
  await addDrawing(page, 1);
  await addDrawing(page, 2);
  const kept = [await pixelsOf(thumbnails(page).nth(0)), await pixelsOf(thumbnails(page).nth(1))];
  await openDrawings(page);
  await expect(thumbnails(page)).toHaveCount(2);
  expect([await pixelsOf(thumbnails(page).nth(0)), await pixelsOf(thumbnails(page).nth(1))]).toEqual(kept);
});

test('drawings from before there was one database are still there, also beside a page from then', async ({
  page,
  context,
}) => {
  test.setTimeout(3 * 60_000);
  const before = await context.newPage();
  await before.goto('/icon.svg');
  await before.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('diffusion-playground-drawings', 1);
        opening.onerror = () => reject(opening.error);
        opening.onupgradeneeded = () => {
          opening.result
            .createObjectStore('drawings', { keyPath: 'id' })
            .put({ id: 'old', order: 1, pixels: new Uint8Array(28 * 28).fill(200) });
        };
        // The connection stays open, as the page's own does.
        opening.onsuccess = () => resolve();
      }),
  );
  const databases = () =>
    page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());
  await openDrawings(page);
  await expect(thumbnails(page)).toHaveCount(1);
  expect(await databases()).toContain('diffusion-playground-drawings');
  await before.close();
  await expect.poll(databases).toEqual(['diffusion-playground-runs']);
  await openDrawings(page);
  await expect(thumbnails(page)).toHaveCount(1);
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a finger draws and the page stands still', async ({ page }) => {
    const before = await pad(page).boundingBox();
    await drawWithFinger(page, [0.5, 0.2], [0.5, 0.4], [0.5, 0.6], [0.5, 0.8]);
    expect(await inkOf(pad(page))).toBeGreaterThan(20);
    expect(await pad(page).boundingBox()).toEqual(before);
    await page.getByRole('button', { name: 'Add to My drawings' }).tap();
    await expect(thumbnails(page)).toHaveCount(1);
  });

  test('a cancelled stroke leaves nothing, and a pen is not kept off by the hand that holds it', async ({
    page,
  }) => {
    const surface = pad(page);
    const box = (await surface.boundingBox())!;
    const send = (type: string, pointerType: string, pointerId: number, x: number, y: number) =>
      surface.dispatchEvent(type, {
        ...{ pointerType, pointerId, button: 0, buttons: 1, bubbles: true, isPrimary: true },
        ...{ clientX: box.x + x * box.width, clientY: box.y + y * box.height },
      });
    // Made-up pointers cannot be captured.
    await surface.evaluate(element => {
      element.setPointerCapture = () => {};
    });
    await send('pointerdown', 'touch', 1, 0.2, 0.2);
    await send('pointermove', 'touch', 1, 0.8, 0.8);
    await send('pointercancel', 'touch', 1, 0.8, 0.8);
    expect(await inkOf(surface)).toBe(0);

    await send('pointerdown', 'touch', 2, 0.9, 0.9);
    const dot = await inkOf(surface);
    expect(dot).toBeGreaterThan(0);
    await send('pointerdown', 'pen', 3, 0.1, 0.1);
    await send('pointermove', 'pen', 3, 0.12, 0.1);
    await send('pointerup', 'pen', 3, 0.12, 0.1);
    await send('pointerup', 'touch', 2, 0.9, 0.9);
    expect(await inkOf(surface)).toBeGreaterThan(0);
    const lowerRight = () =>
      surface.evaluate(canvas => {
        const picture = canvas instanceof HTMLCanvasElement ? canvas : canvas.querySelector('canvas')!;
        const { width, height } = picture;
        const half = picture.getContext('2d')!.getImageData(width / 2, height / 2, width / 2, height / 2);
        return half.data.filter((value, i) => i % 4 === 0 && value > 60).length;
      });
    expect(await lowerRight()).toBe(0);
  });
});

import type { Locator, Page } from '@playwright/test';

/** A point on the pad, as fractions of its side. */
export type PadPoint = readonly [x: number, y: number];

export const pad = (page: Page) => page.getByRole('img', { name: 'Drawing pad' });
export const thumbnails = (page: Page) => page.getByRole('button', { name: /^Edit drawing/ });

/** Opens the page with My drawings chosen. */
export async function openDrawings(page: Page): Promise<void> {
  await page.goto('./');
  await page.getByRole('combobox', { name: 'Data', exact: true }).selectOption('My drawings');
  await page.getByRole('button', { name: /^Draw/ }).click();
  await pad(page).scrollIntoViewIfNeeded();
}

async function onScreen(page: Page, [x, y]: PadPoint): Promise<{ x: number; y: number }> {
  const box = (await pad(page).boundingBox())!;
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

export async function drawWithMouse(page: Page, ...points: PadPoint[]): Promise<void> {
  for (const [i, point] of points.entries()) {
    const { x, y } = await onScreen(page, point);
    await page.mouse.move(x, y, { steps: 4 });
    if (i === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

/** Playwright itself can only tap, so the touches go to the browser directly. */
export async function drawWithFinger(page: Page, ...points: PadPoint[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const [i, point] of points.entries()) {
    const touchPoints = [await onScreen(page, point)];
    await session.send('Input.dispatchTouchEvent', {
      type: i === 0 ? 'touchStart' : 'touchMove',
      touchPoints,
    });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** The picture on a canvas within `element`: 784 values. */
export const pixelsOf = (element: Locator): Promise<number[]> =>
  element.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]!);
  });

export const inkOf = async (element: Locator): Promise<number> =>
  (await pixelsOf(element)).reduce((sum, pixel) => sum + pixel, 0) / 255;

/** Draws one short stroke, different for each `number`, and adds it. */
export async function addDrawing(page: Page, number: number): Promise<void> {
  await drawWithMouse(page, [0.2, 0.1 + 0.1 * number], [0.3 + 0.1 * number, 0.1 + 0.1 * number]);
  await page.getByRole('button', { name: 'Add to My drawings' }).click();
}

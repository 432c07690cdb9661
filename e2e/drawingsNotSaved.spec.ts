import { addDrawing, openDrawings, thumbnails } from './drawingHelpers.ts';
import { expect, test } from './page.ts';

test('a full disk is reported while work goes on', async ({ page, baseURL }) => {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(baseURL!);
  // Before the first visit, since the browser keeps the space of an open database for half a minute after one.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await openDrawings(page);
  await addDrawing(page, 1);
  await expect(page.getByRole('alert')).toHaveText(/not saved: this browser has no space left/);
  await addDrawing(page, 2);
  await expect(thumbnails(page)).toHaveCount(2);
});

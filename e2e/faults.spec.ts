/** Faults that a run may meet, provoked one by one: no saved step is lost, and the page says what it did. */
import type { Page, Worker } from '@playwright/test';
import { expect, test } from './page.ts';
import { SOON, stepOf, TINY, trainAndPause } from './runHelpers.ts';

const train = (page: Page) => page.getByRole('button', { name: /^(Train|Resume)$/ });
const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });
const goOn = (page: Page) => page.getByRole('button', { name: 'Open it' });
const notice = (page: Page, text: RegExp | string) => page.locator('.notice').filter({ hasText: text });

const trainsBeyond = (page: Page, step: number) =>
  expect.poll(() => stepOf(page), SOON).toBeGreaterThan(step);

/** Tells the page that it is hidden, as when another tab comes to the front; it then saves. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

async function savedStep(page: Page): Promise<number> {
  const text = await page.getByText(/^Saved in this browser at step/).textContent(SOON);
  return Number(/step ([\d,]+)/.exec(text!)![1]!.replaceAll(',', ''));
}

test.describe('an engine that fails', () => {
  test.use({ tolerated: [/thrown on purpose/] });

  const FAULTS: [string, RegExp, (worker: Worker) => Promise<unknown>][] = [
    [
      'throws',
      /failed and was started again/,
      worker =>
        worker.evaluate(() => {
          setTimeout(() => {
            throw new Error('thrown on purpose');
          });
        }),
    ],
    ['closes', /no longer answered/, worker => worker.evaluate(() => void setTimeout(() => self.close()))],
    [
      'is stuck',
      /no longer answered/,
      worker =>
        worker.evaluate(() => {
          setTimeout(() => {
            for (;;);
          });
        }),
    ],
  ];

  test('is rebuilt from its last save and trains on, hidden or not', async ({ page }) => {
    await page.goto(TINY);
    await train(page).click();
    for (const [name, words, provoke] of FAULTS) {
      await test.step(name, async () => {
        await trainsBeyond(page, (await stepOf(page)) + 1);
        await hide(page);
        await expect.poll(() => savedStep(page), SOON).toBeGreaterThan(0);
        const saved = await savedStep(page);
        // The heartbeat's worker, not one of tfjs's threads.
        const worker = page.workers().find(each => each.url().includes('/worker-'))!;
        await provoke(worker);
        await expect(notice(page, words)).toContainText('resumes from step', SOON);
        await notice(page, words).getByRole('button', { name: 'Dismiss' }).click();
        await trainsBeyond(page, saved);
        await expect(pause(page)).toBeVisible();
      });
    }
  });
});

test('a renderer that is killed, even while it saves, leaves a whole save behind', async ({
  page,
  context,
}) => {
  await page.goto(TINY);
  const step = await trainAndPause(page, 3);
  await train(page).click();
  await trainsBeyond(page, step + 1);
  await hide(page);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => {});
  await crashed;
  const again = await context.newPage();
  await again.goto(TINY);
  await expect(notice(again, 'is kept at step')).toBeVisible(SOON);
  await goOn(again).click();
  await expect.poll(() => stepOf(again), SOON).toBeGreaterThanOrEqual(step);
  await expect(notice(again, 'damaged')).toBeHidden();
});

test('a full disk is told, and training goes on', async ({ page, baseURL }) => {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(baseURL!);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await page.goto(TINY);
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(notice(page, /not saved: this browser has no space left/)).toBeVisible(SOON);
  const step = await stepOf(page);
  await page.getByRole('button', { name: 'One step' }).click();
  await trainsBeyond(page, step);
  // Once there is room again, the paused run is saved by itself.
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await expect(page.getByText(/^Saved in this browser at step/)).toBeVisible(SOON);
  await expect(notice(page, /not saved/)).toBeHidden();
});

test('a second tab looks on until it takes over; then the first one pauses', async ({ page, context }) => {
  await page.goto(TINY);
  await train(page).click();
  await trainsBeyond(page, 0);
  const second = await context.newPage();
  await second.goto(TINY);
  // The first tab keeps one of two cores busy with training.
  await expect(notice(second, 'open in another tab')).toBeVisible({ timeout: 180_000 });
  await second.getByRole('button', { name: 'Take over' }).click();
  await expect(notice(second, 'open in another tab')).toBeHidden(SOON);
  await expect(notice(page, 'open in another tab')).toBeVisible(SOON);
  await expect(train(page)).toBeVisible(SOON);
  await trainAndPause(second, 1);
});

/** Flips a bit of the newest whole checkpoint, behind the page's back. */
const damageNewest = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('diffusion-playground-runs');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('checkpoints', 'readwrite');
          const store = transaction.objectStore('checkpoints');
          const cursor = store.openCursor(null, 'prev');
          cursor.onsuccess = () => {
            const bytes = cursor.result!.value as Uint8Array;
            bytes[bytes.length - 5000]! ^= 1;
            cursor.result!.update(bytes);
          };
          transaction.oncomplete = () => resolve();
          opening.result.close();
        };
      }),
  );

test('a damaged save gives way to the one before it', async ({ page }) => {
  await page.goto(TINY);
  const older = await trainAndPause(page, 1);
  await page.getByRole('button', { name: 'One step' }).click();
  await expect.poll(() => savedStep(page), SOON).toBe(older + 1);
  await damageNewest(page);
  await page.reload();
  await goOn(page).click(SOON);
  await expect(notice(page, `The save of step ${older + 1} was damaged`)).toBeVisible(SOON);
  await expect.poll(() => stepOf(page), SOON).toBe(older);
});

test('a loss that is no number pauses the training, and the last sound save is offered', async ({ page }) => {
  // A learning rate that no control allows, sent straight to the engine.
  await page.addInitScript(() => {
    type Message = { do: string; id: number; name: string; order: { runId: number; config: object } };
    type Post = (this: unknown, message: Message, rest?: unknown) => void;
    const prototype = window.Worker.prototype as unknown as { postMessage: Post };
    const post = prototype.postMessage;
    prototype.postMessage = function (message, rest) {
      post.call(this, message, rest);
      if (message.do !== 'call' || message.name !== 'open') return;
      const { runId, config } = message.order;
      const order = { runId, config: { ...config, learningRate: 1e18 } };
      Object.assign(window, {
        breakLoss: () => post.call(this, { ...message, id: -1, name: 'retune', order }),
      });
    };
  });
  await page.goto(TINY);
  const step = await trainAndPause(page, 1);
  await page.evaluate(() => (window as unknown as { breakLoss(): void }).breakLoss());
  await train(page).click();
  await expect(notice(page, /The loss became (NaN|Infinity) at step/)).toBeVisible(SOON);
  expect(await stepOf(page)).toBeLessThanOrEqual(step + 50);
  await expect(train(page)).toBeVisible();
  await page.getByRole('button', { name: 'Go back to the last sound save' }).click();
  await expect.poll(() => stepOf(page), SOON).toBe(step);
});

test.describe('without a network', () => {
  // Experiments and chapters that the page loads ahead.
  test.use({ tolerated: [/ERR_INTERNET_DISCONNECTED/] });

  test('training, saving and opening go on', async ({ page, context }) => {
    await page.goto(TINY);
    await expect(page.getByRole('button', { name: 'Sample', exact: true })).toBeEnabled(SOON);
    await context.setOffline(true);
    const step = await trainAndPause(page, 1);
    expect(await savedStep(page)).toBe(step);
  });
});

test.describe('after a new deployment', () => {
  test.use({ tolerated: [/404|dynamically imported module|Unable to preload CSS|its code could not be/] });

  test('a part that was not loaded yet is missed in words, and training goes on', async ({ page }) => {
    // A new deployment has replaced the file that this page refers to.
    await page.route('**/assets/Failures-*', route => route.fulfill({ status: 404 }));
    await page.goto(TINY);
    await train(page).click(SOON);
    await expect.poll(() => stepOf(page), SOON).toBeGreaterThan(0);
    await page.getByRole('tab', { name: 'Failures worth seeing' }).click();
    await expect(page.getByText('“Failures worth seeing” could not be shown')).toBeVisible();
    const step = await stepOf(page);
    await expect.poll(() => stepOf(page), SOON).toBeGreaterThan(step);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    expect(await savedStep(page)).toBeGreaterThan(step);
  });
});

test('a graphics driver that hangs is waited for in words, and then passed over', async ({ page }) => {
  // Init scripts do not run in workers, so the code is put before the worker's script.
  await page.route('**/worker-*.js', async route => {
    const response = await route.fetch();
    const hung =
      "Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => new Promise(() => {}) } });";
    await route.fulfill({ response, body: hung + (await response.text()) });
  });
  await page.goto(TINY);
  await expect(page.getByText(/The graphics driver does not answer/)).toBeVisible(SOON);
  const badge = page.getByRole('button', { name: /^Device:/ });
  await expect(badge).toContainText('Processor', SOON);
  await badge.click();
  await expect(page.getByText('WebGPU did not answer in 10 s')).toBeVisible();
});

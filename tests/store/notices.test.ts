/** A notice is shown while it is true, and only once. */
import { afterEach, expect, it, vi } from 'vitest';
import { type Browser, openBrowser, openPage, type Page } from './appHarness.ts';

const SMALL = '#v=2&channels=8%2F16%2F16&batchSize=1';

afterEach(() => {
  vi.useRealTimers();
});

async function opened(browser: Browser = openBrowser(), hash = SMALL): Promise<Page> {
  const page = openPage({ hash, browser, recording: false });
  await page.until(({ run }) => run.ready, 'ready');
  return page;
}

async function step({ app, until }: Page): Promise<void> {
  const next = app.store.getState().run.step + 1;
  app.runs.train('step');
  await until(({ run }) => run.step === next && run.phase === 'paused', `step ${next}`);
}

it('says what a rule changed until the settings are others again', async () => {
  const page = await opened();
  page.app.settings.set({ T: 20 });
  expect(page.messages).toEqual(['There are 20 noise levels, so sampling takes at most 20 steps.']);
  page.app.settings.set({ seed: 5 });
  expect(page.messages).toEqual([]);
});

it('warns of what will not go well before anybody samples, and until it is changed', async () => {
  const page = await opened(openBrowser(), `${SMALL}&schedule=linear&target=eps&sampler=ddim`);
  page.app.settings.set({ zeroTerminalSnr: true });
  const [warning] = page.messages;
  expect(warning).toContain('divided by zero');
  // Once dismissed, it does not come back while it stays true.
  page.app.notices.dismiss(page.notices[0]!.key);
  page.app.settings.set({ seed: 5 });
  expect(page.messages).toEqual([]);
  page.app.settings.set({ target: 'v' });
  page.app.settings.set({ target: 'eps' });
  expect(page.messages).toEqual([warning]);
  page.app.settings.set({ zeroTerminalSnr: false });
  expect(page.messages).toEqual([]);
});

it('says that a run is not saved until it is', async () => {
  const page = await opened();
  page.browser.tables.faults.refuse = new DOMException('full', 'QuotaExceededError');
  await step(page);
  await page.untilTold('no space left');
  await step(page);
  expect(page.messages).toEqual(['The run is not saved: this browser has no space left.']);
  page.browser.tables.faults.refuse = undefined;
  await step(page);
  await page.until(({ run }) => run.saved?.step === 3, 'a save');
  expect(page.messages).toEqual([]);
});

it('never calls a run kept that could not be saved when it made room', async () => {
  const page = await opened();
  await step(page);
  await page.until(({ run }) => run.saved?.step === 1, 'a save');
  page.browser.tables.faults.refuse = new DOMException('full', 'QuotaExceededError');
  page.app.runs.train('start');
  await page.until(({ run }) => run.step > 1, 'another step');
  const { runId } = page.state.run;
  page.app.settings.apply();
  await page.until(({ run }) => run.runId !== runId && run.ready, 'the next run');
  const { advice } = await page.untilTold('no space left');
  expect(advice).toBe('What it had learned since its last save is lost.');
  expect(page.messages.filter(message => message.includes('is kept'))).toEqual([]);
});

it('offers the way back to a run only while that is kept', async () => {
  const page = await opened();
  await step(page);
  const { id, runId } = page.state.run;
  page.app.settings.apply();
  await page.until(({ run }) => run.runId !== runId && run.ready, 'the next run');
  await page.untilTold('is kept at step 1');
  await page.app.kept.removeRun(id);
  expect(page.messages).toEqual([]);
});

it('says that a run cannot be kept until it is', async () => {
  const page = await opened();
  const { faults } = page.browser.tables;
  faults.refuse = new DOMException('full', 'QuotaExceededError');
  await step(page);
  expect(await page.app.runs.keep()).toBe(false);
  await page.untilTold('cannot be kept in this browser now');
  faults.refuse = undefined;
  expect(await page.app.runs.keep()).toBe(true);
  await page.until(({ run }) => run.saved, 'a save');
  expect(page.messages).toEqual([]);
});

it('says in one tab that another saves, until this one takes over; then in the other', async () => {
  const browser = openBrowser();
  const first = await opened(browser);
  expect(first.messages).toEqual([]);
  const second = await opened(browser);
  const reader = 'This page is open in another tab, which does the saving.';
  expect(second.messages).toEqual([reader]);
  second.act(second.notices[0]!);
  await second.until(({ engine }) => engine.writes, 'the place');
  await first.until(({ engine }) => !engine.writes, 'its loss');
  expect([first.messages, second.messages]).toEqual([[reader], []]);
  // The remaining tab takes over.
  second.close();
  await first.until(({ engine }) => engine.writes, 'the place again');
  expect(first.messages).toEqual([]);
});

it('offers the run that was kept last until there is one to lose', async () => {
  const before = await opened();
  await step(before);
  await before.until(({ run }) => run.saved, 'a save');
  const page = before.reload();
  await page.until(({ run }) => run.ready, 'ready');
  const notice = await page.untilTold('is kept at step 1');
  expect(notice.action?.label).toBe('Open it');
  await page.app.kept.removeRun(before.state.run.id);
  expect(page.messages).toEqual([]);
  await page.app.kept.undoRemoveRun();
  await step(page);
  expect(page.messages).toEqual([]);
  page.app.runs.openKept(before.state.run.id);
  await page.until(({ run }) => run.id === before.state.run.id && run.ready, 'opened');
  expect(page.messages).toEqual([]);
});

it('opens the run that was kept last', async () => {
  const before = await opened();
  await step(before);
  await before.until(({ run }) => run.saved, 'a save');
  const page = before.reload();
  page.act(await page.untilTold('is kept at step 1'));
  await page.until(({ run }) => run.step === 1 && run.ready, 'opened');
  expect(page.state.run).toMatchObject({ id: before.state.run.id, phase: 'paused', from: 'storage' });
  expect(page.state.run.losses.curves().raw).toEqual(before.state.run.losses.curves().raw);
  expect(page.messages).toEqual([]);
});

it('says once that the engine was lost, and from where the run goes on', async () => {
  const page = await opened();
  await step(page);
  await page.until(({ run }) => run.saved, 'a save');
  page.worker.throwUp();
  await page.untilTold('The engine failed and was started again');
  expect(page.notices[0]!.advice).toBe('The run resumes from step 1.');
  await page.until(({ run }) => run.ready && run.phase === 'paused', 'rebuilt');
  page.worker.throwUp();
  await page.until(({ run }) => run.ready, 'rebuilt again');
  expect(page.messages).toEqual(['The engine failed and was started again.']);
});

it('gives the same list while it says the same', async () => {
  const page = await opened();
  page.app.settings.set({ T: 20 });
  const { notices } = page;
  page.app.timeline.seek(3);
  expect(page.notices).toBe(notices);
});

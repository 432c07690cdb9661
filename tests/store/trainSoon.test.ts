/** Train and One step are not lost if they are pressed while the run is built, or just before it is rebuilt. */
import { expect, it, vi } from 'vitest';
import { openPage } from './appHarness.ts';

const TINY = '#v=2&channels=8%2F16%2F16&batchSize=1&steps=1000000&seed=3';

/** Longer than it takes until an untrained run is rebuilt for changed settings. */
const pastTakeOver = () => new Promise(resolve => setTimeout(resolve, 500));

/** Holds back the data set's files until it is called. */
function holdFiles(): () => void {
  const load = globalThis.fetch;
  let release = () => {};
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  vi.stubGlobal('fetch', (url: URL) => released.then(() => load(url)));
  return release;
}

it('trains with what was set a moment before, though the run for it is still to be built', async () => {
  const page = openPage({ hash: TINY });
  await page.until(({ run }) => run.ready, 'ready');
  page.app.settings.set({ schedule: 'linear', target: 'eps' });
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1 && run.phase === 'paused', 'a step');
  expect(page.state.run.config).toMatchObject({ schedule: 'linear', target: 'eps' });
  // No rebuild follows.
  await new Promise(resolve => setTimeout(resolve, 500));
  expect(page.state.run).toMatchObject({ step: 1, config: { schedule: 'linear' } });
});

it('makes the step that was asked for while the first run was still loading', async () => {
  const page = openPage({ hash: TINY });
  expect(page.state.run.ready).toBe(null);
  page.app.runs.train('step');
  expect(page.state.run.pending).toBe('step');
  await page.until(({ run }) => run.step === 1 && run.phase === 'paused', 'a step');
  expect(page.state.run.pending).toBe(null);
});

it('trains with settings that are changed between the click and the first step', async () => {
  const page = openPage({ hash: TINY });
  const release = holdFiles();
  page.app.runs.train('start');
  page.app.settings.set({ schedule: 'linear', target: 'eps' });
  await pastTakeOver();
  expect(page.state.run).toMatchObject({ ready: null, pending: 'start', config: { schedule: 'linear' } });
  release();
  await page.until(({ run }) => run.phase === 'running' && run.step > 1, 'training');
  expect(page.state.run).toMatchObject({ pending: null, config: { schedule: 'linear', target: 'eps' } });
});

it('does not train if Pause is pressed before the run is ready', async () => {
  const page = openPage({ hash: TINY });
  const release = holdFiles();
  page.app.runs.train('start');
  page.app.runs.pause();
  release();
  await page.until(({ run }) => run.ready, 'ready');
  await pastTakeOver();
  expect(page.state.run).toMatchObject({ step: 0, phase: 'idle', pending: null });
});

it('builds a run again that could not be built', async () => {
  const page = openPage({ hash: TINY });
  const load = globalThis.fetch;
  vi.stubGlobal('fetch', async () => new Response(null, { status: 503 }));
  await page.until(({ run }) => run.failed, 'a failure');
  const told = page.messages;
  expect(told).not.toEqual([]);
  page.app.runs.train('step');
  await page.until(({ run }) => run.failed && run.pending === null, 'the same failure');
  expect(page.messages).toEqual(told);
  vi.stubGlobal('fetch', load);
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1 && run.phase === 'paused', 'a step');
});

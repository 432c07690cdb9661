/** Actions during a rebuild of the engine, or a change of device, take effect; nothing else starts by itself. */
import { expect, it } from 'vitest';
import { PIXELS } from '../data/mnistSize.ts';
import { openPage, type Page, ticks } from './appHarness.ts';

const SMALL = '#v=2&channels=8%2F16%2F16&batchSize=1&steps=100000';

/** One step is made and saved. */
async function trained(): Promise<Page> {
  const page = openPage({ hash: SMALL, recording: false });
  await page.until(({ run }) => run.ready, 'ready');
  page.app.runs.train('step');
  await page.until(({ run }) => run.saved?.step === 1, 'a save');
  return page;
}

const rebuilt = (page: Page, runId: number) =>
  page.until(({ run }) => run.runId !== runId && run.ready, 'a rebuilt run');

it('trains on where it trained', async () => {
  const page = await trained();
  page.app.runs.train('start');
  await page.until(({ run }) => run.step > 1, 'training');
  page.worker.throwUp();
  await rebuilt(page, page.state.run.runId);
  const { step } = page.state.run;
  await page.until(({ run }) => run.phase === 'running' && run.step > step, 'training again');
});

it('trains where Train is pressed meanwhile', async () => {
  const page = await trained();
  const { runId } = page.state.run;
  page.worker.throwUp();
  page.app.runs.train('start');
  await rebuilt(page, runId);
  await page.until(({ run }) => run.phase === 'running' && run.step > 1, 'training');
});

it('does not train where Pause is pressed meanwhile', async () => {
  const page = await trained();
  page.app.runs.train('start');
  await page.until(({ run }) => run.step > 1, 'training');
  const { runId } = page.state.run;
  page.worker.throwUp();
  page.app.runs.pause();
  await rebuilt(page, runId);
  const { step } = page.state.run;
  await ticks(200);
  expect(page.state.run).toMatchObject({ phase: 'paused', step });
});

it('asks about the rebuilt run, and samples from it', async () => {
  const page = await trained();
  const { runId } = page.state.run;
  page.worker.throwUp();
  await rebuilt(page, runId);
  await page.until(({ answered, run }) => answered?.runId === run.runId, 'an answer');
  page.app.sampling.sample();
  await page.until(({ samplings }) => samplings.main?.status === 'finished', 'pictures');
  expect(page.messages).toEqual(['The engine failed and was started again.']);
});

it('fails what waits at its own caller, and says the loss once', async () => {
  const page = await trained();
  page.app.sampling.sample({ slot: 'left' });
  const reading = page.app.runs.read();
  page.worker.throwUp();
  await expect(reading).rejects.toMatchObject({ kind: 'gone' });
  await page.until(({ run }) => run.runId > 1 && run.ready, 'rebuilt');
  // The sampling that was not finished is dropped.
  expect(page.state.samplings.left).toBeUndefined();
  expect(page.messages).toEqual(['The engine failed and was started again.']);
});

it('gives up in the end, says so, and fails what is asked afterwards', async () => {
  const page = await trained();
  for (let i = 0; i < 4; i++) {
    const { worker } = page;
    worker.throwUp();
    await page.until(() => page.worker !== worker || page.state.engine.gone, 'a new worker, or none');
  }
  expect(page.state.engine.gone).toBe('it threw up');
  await page.untilTold('failed too often');
  page.app.runs.train('start');
  page.app.runs.previewNow();
  page.app.sampling.sample();
  page.app.timeline.seek(3);
  await expect(page.app.runs.read()).rejects.toMatchObject({ kind: 'gone' });
  await ticks();
  expect(page.state.samplings.main?.status ?? 'cancelled').toBe('cancelled');
  expect(page.messages.filter(message => !message.includes('started again'))).toEqual([
    'The engine failed too often: it threw up.',
  ]);
});

it('goes on training on another device, with the same run', async () => {
  const page = await trained();
  page.app.runs.train('start');
  await page.until(({ run }) => run.step > 1, 'training');
  const { runId } = page.state.run;
  await page.app.runs.chooseDevice('cpu');
  const { step } = page.state.run;
  await page.until(({ run }) => run.phase === 'running' && run.step > step, 'training there');
  expect(page.state.run.runId).toBe(runId);
  expect(page.state.engine.device).toMatchObject({ choice: 'cpu' });
  page.app.runs.pause();
  await page.until(({ run }) => run.phase === 'paused', 'a pause');
  expect(page.state.run.losses.curves().raw).toHaveLength(page.state.run.step);
});

it('does not go on with a run whose drawings were all taken away', async () => {
  const page = openPage({ hash: `${SMALL}&dataset=drawings`, recording: false });
  page.app.drawings.add(new Uint8Array(PIXELS).fill(7));
  await page.until(({ run }) => run.ready, 'ready');
  page.app.runs.train('start');
  await page.until(({ run }) => run.step > 1, 'training');
  page.app.drawings.remove(page.state.drawings.own[0]!.id);
  page.app.settings.apply();
  expect(page.state.run).toMatchObject({ ready: null, step: 0 });
  await ticks(200);
  const { steps } = page.device;
  await ticks(200);
  expect(page.device.steps).toBe(steps);
  page.act(await page.untilTold('is kept at step'));
  await page.until(({ run }) => run.ready && run.step > 1, 'the run before');
});

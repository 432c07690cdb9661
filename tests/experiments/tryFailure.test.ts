/** “Try it” never touches a trained network: the failure has a run of its own, and one click leads back. */
import { expect, it } from 'vitest';
import { FAILURES } from '../../src/experiments/failures/failures.ts';
import { liveOf } from '../../src/experiments/failures/live.ts';
import { tryFailure } from '../../src/experiments/failures/tryFailure.ts';
import { stateAt } from '../engine/countingDevice.ts';
import { openPage, type Page } from '../store/appHarness.ts';

const failure = (id: string) => FAILURES.find(row => row.id === id)!;

async function trainedPage(steps: number): Promise<Page> {
  const page = openPage();
  await page.until(({ run }) => run.ready, 'ready');
  for (let step = 1; step <= steps; step++) {
    page.app.runs.train('step');
    await page.until(({ run }) => run.step === step && run.phase === 'paused', `step ${step}`);
  }
  return page;
}

// One failure that a trained network could run, and one that needs another network.
it.each([failure('rate'), failure('zero-snr')])('$title', async tried => {
  const page = await trainedPage(3);
  const { id, config } = page.state.run;
  expect(await tryFailure(page.app, tried)).toBe(true);
  await page.until(({ run }) => run.id !== id && run.step > 0, 'a step of the failure’s own run');
  expect(page.state.run.config).toMatchObject(tried.config);
  expect(liveOf(tried)(page.state)).not.toBeNull();
  page.app.runs.pause();
  await page.until(({ run }) => run.phase !== 'running', 'a pause');

  const notice = await page.untilTold('is kept at step 3');
  expect(notice.action!.label).toBe('Back to my run');
  page.act(notice);
  await page.until(({ run }) => run.id === id && run.ready, 'the run of before');
  expect([page.state.run.step, page.state.config]).toEqual([3, config]);
  expect(liveOf(tried)(page.state)).toBeNull();
  // The same weights as then, bit for bit.
  const { checkpoint } = await page.app.runs.read();
  const weights = stateAt(3, 1).params[0]!;
  expect(
    Buffer.from(checkpoint).includes(Buffer.from(Float32Array.of(weights, weights, weights).buffer)),
  ).toBe(true);
});

it('samples from the network that is there where the fault is in sampling', async () => {
  const page = await trainedPage(2);
  const { id } = page.state.run;
  expect(await tryFailure(page.app, failure('no-noise'))).toBe(true);
  const { samplings } = await page.until(state => state.samplings.main?.result, 'a result');
  expect([page.state.run.id, page.state.run.step]).toEqual([id, 2]);
  expect([samplings.main!.maker.step, samplings.main!.config.addNoise]).toEqual([2, false]);
  expect(liveOf(failure('no-noise'))(page.state)!.pictures).not.toBeNull();
});

it('leaves a trained run alone that cannot be kept', async () => {
  const page = await trainedPage(2);
  const { runId } = page.state.run;
  page.browser.tables.faults.refuse = new Error('The disk is full.');
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 3 && run.phase === 'paused', 'step 3');
  expect(await tryFailure(page.app, failure('rate'))).toBe(false);
  await page.untilTold('cannot be kept');
  expect([page.state.run.runId, page.state.run.step]).toEqual([runId, 3]);
});

it('says whose pictures it draws, when nothing was trained yet', async () => {
  const page = openPage();
  await tryFailure(page.app, failure('no-noise'));
  expect(page.state.samplings.main!.maker.pretrained?.steps).toBe(24_000);
});

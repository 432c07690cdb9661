/** The network's answer is shown only beside the picture and noise that it is about. */
import { expect, it } from 'vitest';
import { forwardInView, processInView } from '../../src/store/timeline/forward.ts';
import { levelInView } from '../../src/store/timeline/place.ts';
import { answerInView } from '../../src/store/training/answers.ts';
import { openPage } from './appHarness.ts';

it('is of the picture, the noise and the process in view, with its own t', async () => {
  const page = openPage();
  await page.until(
    state => answerInView(state)?.forward.label !== undefined && state.run.images,
    'an answer',
  );
  await page.until(answerInView, 'an answer to the picture of the data');
  const first = answerInView(page.state)!;

  page.app.timeline.seek(100);
  // Its t may lag behind the pointer, but it is labelled with its own t.
  expect(answerInView(page.state)).toBe(first);
  expect(first.t).not.toBe(levelInView(page.state));
  await page.until(state => answerInView(state)?.t === 100, 'the answer at t = 100');

  page.app.timeline.chooseImage(1);
  expect(answerInView(page.state)).toBeNull();
  await page.until(answerInView, 'the answer to the other picture');
  expect(answerInView(page.state)?.forward).toBe(forwardInView(page.state));

  page.app.timeline.otherNoise();
  expect(answerInView(page.state)).toBeNull();
  await page.until(answerInView, 'the answer with other noise');

  page.app.runs.train('step');
  await page.until(state => answerInView(state)?.answer.step === 1, 'an answer of the trained network');
  page.app.settings.set({ schedule: 'linear' });
  expect(answerInView(page.state)).toBeNull();
});

it('shows and asks about the process of a link, as if it had been set by hand', async () => {
  const page = openPage({ hash: '#v=1&schedule=linear&T=100&sampler=ddim' });
  expect(processInView(page.state)).toMatchObject({ name: 'linear', T: 100 });
  page.app.timeline.seek(Number.POSITIVE_INFINITY);
  expect(levelInView(page.state)).toBe(99);
  await page.until(answerInView, 'an answer');
  expect(answerInView(page.state)).toMatchObject({ t: 99, forward: { process: { name: 'linear', T: 100 } } });
  expect(page.messages).toEqual([]);
});

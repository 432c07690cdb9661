/** One button of the pipeline leads on, and until somebody has begun a sentence says where to. */
import { expect, it } from 'vitest';
import { leadingButton, openingSentence } from '../../src/store/view/leading.ts';
import { openPage, type Page } from './appHarness.ts';

const isReady = (page: Page) => page.until(({ run }) => run.ready, 'a network');
const hasSampled = (page: Page) =>
  page.until(
    ({ samplings }) => samplings.main?.leads && samplings.main.result,
    'samples that were asked for',
  );

it('sampling leads on first, though the page has drawn by itself; then training', async () => {
  const page = openPage({ mayMove: true });
  await page.until(({ samplings }) => samplings.main?.result, 'the first samples');
  expect(leadingButton(page.state)).toBe('sample');
  page.app.timeline.drift(350);
  const sentence = openingSentence(page.state)!;
  expect(sentence).toBe('See noise become pictures, and train the network that does it. Start with Sample.');
  expect(sentence.length).toBeLessThanOrEqual(120);

  page.app.sampling.sample();
  expect(openingSentence(page.state)).toBeNull();
  await hasSampled(page);
  expect(leadingButton(page.state)).toBe('train');
});

it('pausing leads on while it trains, then sampling with what was learned, then training further', async () => {
  const page = openPage();
  await isReady(page);
  page.app.runs.train('start');
  expect(openingSentence(page.state)).toBeNull();
  expect(leadingButton(page.state)).toBe('train');
  await page.until(({ run }) => run.step > 2, 'some steps');
  page.app.runs.pause();
  await page.until(({ run }) => run.phase === 'paused', 'a pause');
  expect(leadingButton(page.state)).toBe('sample');
  page.app.sampling.sample();
  await hasSampled(page);
  expect(leadingButton(page.state)).toBe('train');
});

it('training leads on where there is no pretrained network', async () => {
  const page = openPage({ hash: '#v=2&dataset=two-moons' });
  await isReady(page);
  expect(leadingButton(page.state)).toBe('train');
  expect(openingSentence(page.state)).toBe(
    'See noise become points, and train the network that does it. Start with Train.',
  );
});

it.each(['drawings', 'points', 'pictures'] as const)('giving data leads on where %s are missing', dataset => {
  const page = openPage({ hash: `#v=2&dataset=${dataset}` });
  expect(leadingButton(page.state)).toBe('data');
  expect(openingSentence(page.state)).toContain('Start with your data.');
});

it('moving the timeline is a beginning, and an experiment has a leading button of its own', async () => {
  const page = openPage();
  await isReady(page);
  page.app.playback.scrubTo(500);
  expect(openingSentence(page.state)).toBeNull();
  expect(leadingButton(page.state)).toBe('sample');
  page.app.view.openExperiment('floor');
  expect(leadingButton(page.state)).toBeNull();
});

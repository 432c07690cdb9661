/** The buttons in the text never lose a trained network: at most they save it and start another. */
import { expect, it, vi } from 'vitest';
import { canAsk } from '../../src/store/settings/rules.ts';
import { processInView } from '../../src/store/timeline/forward.ts';
import { levelInView } from '../../src/store/timeline/place.ts';
import { pageActions } from '../../src/ui/actions.ts';
import { openPage, type Page } from '../store/appHarness.ts';

function opened(hash = ''): Page {
  vi.stubGlobal('document', { getElementById: () => null });
  return openPage({ hash });
}

it('trains at once, from the settings that the text speaks of', async () => {
  const page = opened();
  pageActions(page.app).train({
    schedule: 'linear',
    target: 'eps',
    sampler: 'ddpm',
    channels: '8/16/16',
    steps: 3,
  });
  await page.until(({ run }) => run.phase === 'finished', 'its last step');
  expect(page.state.run).toMatchObject({ step: 3, config: { schedule: 'linear', target: 'eps' } });
  expect(page.state.place.part).toBe('denoiser');
  expect(page.messages).toEqual([]);
});

it('keeps a trained network and leads back to it', async () => {
  const page = opened();
  pageActions(page.app).train({ channels: '8/16/16', batchSize: 1, steps: 5 });
  await page.until(({ run }) => run.phase === 'finished' && run.saved?.step === 5, 'the first to end');
  const first = page.state.run;

  pageActions(page.app).train({
    schedule: 'linear',
    target: 'eps',
    sampler: 'ddpm',
    channels: '8/16/16',
    steps: 2,
  });
  await page.until(({ run }) => run.runId !== first.runId && run.phase === 'finished', 'the second to end');
  expect(page.state.run.id).not.toBe(first.id);
  page.act(await page.untilTold('is kept at step 5'));
  await page.until(({ run }) => run.id === first.id && run.ready, 'the first, opened again');
  expect(page.state.run).toMatchObject({ step: 5, config: { schedule: 'cosine', steps: 5 } });
  expect(page.state.config).toMatchObject({ schedule: 'cosine', batchSize: 1 });
});

it('samples with the network that there is: a trained one stays, with its settings but for those named', async () => {
  const page = opened();
  const text = pageActions(page.app);
  // With the page’s opening settings, whatever was set before.
  page.app.settings.set({ schedule: 'linear', sampler: 'ddpm', T: 20 });
  text.sample({ sampler: 'ddim', samplingSteps: 4 });
  await page.until(({ samplings }) => samplings.main?.result, 'pictures of the pretrained network');
  expect(page.state.samplings.main).toMatchObject({
    config: { schedule: 'cosine', sampler: 'ddim', samplingSteps: 4, T: 1000 },
    maker: { pretrained: { steps: 24_000 } },
  });
  expect(page.state.place.part).toBe('generate');

  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1 && run.phase === 'paused', 'one step');
  const { runId } = page.state.run;
  text.sample({ sampler: 'ddpm', samplingSteps: 3, addNoise: false });
  await page.until(({ samplings }) => samplings.main?.result && samplings.main.maker.step === 1, 'its own');
  expect(page.state.run.runId).toBe(runId);
  expect(page.state.samplings.main!.config).toMatchObject({
    sampler: 'ddpm',
    samplingSteps: 3,
    addNoise: false,
  });
});

it('goes along the timeline, and keeps the level where none is named', () => {
  const page = opened();
  const text = pageActions(page.app);
  text.showAt('noise', 0.8);
  expect(levelInView(page.state)).toBe(799);
  text.showAt('denoiser');
  expect(levelInView(page.state)).toBe(799);
  expect(page.state.place.part).toBe('denoiser');
});

it('leads into the plane, to the level and the part that the text speaks of', async () => {
  const page = opened();
  pageActions(page.app).inPlane('noise', 0.5);
  await page.until(({ run }) => run.ready?.dataset.name === 'two-moons', 'the points');
  expect(page.state.config).toMatchObject({ schedule: 'linear', batchSize: 512, sampleCount: 1000 });
  expect(page.state.run.images).toMatchObject({ pixels: expect.any(Uint16Array) });
  expect(page.state.place).toMatchObject({ part: 'noise', share: 500 / 999 });
});

it('each button sets what its text needs, whatever the last one left, and says how to get back', async () => {
  const page = opened('#v=1&batchSize=32');
  const text = pageActions(page.app);
  const mine = page.state.config;
  // Chapter 2: an end that is not noise, of 20 levels.
  text.lend({ schedule: 'linear-unscaled', T: 20 });
  text.showAt('noise', 1);
  expect(levelInView(page.state)).toBe(19);
  // Chapter 3: nothing but noise.
  text.noiseAt(1);
  expect(page.state.config).toMatchObject({ schedule: 'linear', T: 1000, batchSize: 32 });
  expect(processInView(page.state).signal.at(-1)).toBeLessThan(0.01);
  // Chapter 4: a blur, which needs a trained network; the pretrained one is of the opening settings.
  text.guessAt(0.98);
  const state = await page.until(({ run }) => run.ready?.pretrained, 'the pretrained network');
  expect(canAsk(state)).toBe(true);
  expect(state.place).toMatchObject({ part: 'denoiser', share: 979 / 999 });
  text.lend({ attention: 'middle' });
  text.guessAt(0.1);
  await page.until(({ run, config }) => run.ready?.pretrained && config.attention === 'none', 'it again');

  page.act(await page.untilTold('The text has changed'));
  expect(page.state.config).toEqual(mine);
  expect(page.messages.filter(message => message.startsWith('The text has changed'))).toEqual([]);
});

it('a trained network of one’s own is asked, with its own process', async () => {
  const page = opened('#v=1&T=300');
  await page.until(({ run }) => run.ready, 'its network');
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1 && run.phase === 'paused', 'one step');
  const { id } = page.state.run;
  const text = pageActions(page.app);
  text.lend({ schedule: 'cosine', T: 1000 });
  expect(canAsk(page.state)).toBe(false);
  text.guessAt(0.5);
  expect(canAsk(page.state)).toBe(true);
  expect(page.state.run).toMatchObject({ id, step: 1 });
  expect(page.state.config.T).toBe(300);
});

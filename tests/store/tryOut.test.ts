/** Presets and experiments never change a trained network: its settings stay, or it is saved and can be reopened. */
import { expect, it } from 'vitest';
import { runningConfig } from '../../src/store/settings/rules.ts';
import { openPage, type Page } from './appHarness.ts';

const TINY = '#v=2&channels=8%2F16%2F16&batchSize=1&steps=1000000&seed=3';

async function trained(): Promise<Page> {
  const page = openPage({ hash: TINY });
  await page.until(({ run }) => run.ready, 'ready');
  for (const step of [1, 2, 3]) {
    page.app.runs.train('step');
    await page.until(({ run }) => run.step === step && run.phase === 'paused', `step ${step}`);
  }
  return page;
}

it('a preset chosen while a network is trained waits, with all that it says of training, until it is applied', async () => {
  const page = await trained();
  const { config } = page.state.run;
  page.app.settings.preset({ batchSize: 64, learningRate: 0.1, schedule: 'linear', target: 'eps' });
  expect(page.state.config).toMatchObject({ batchSize: 64, learningRate: 0.1, schedule: 'linear' });
  expect(runningConfig(page.state)).toMatchObject({
    batchSize: 1,
    learningRate: config.learningRate,
    schedule: 'cosine',
  });
  expect(page.state.run).toMatchObject({ config, step: 3 });

  page.act(await page.untilTold('keeps its own settings'));
  expect(page.state.config).toEqual(config);
  expect(page.messages).toEqual([]);
});

it('what one sets by hand after a preset takes effect at once', async () => {
  const page = await trained();
  page.app.settings.preset({ batchSize: 64, learningRate: 0.1 });
  page.app.settings.set({ learningRate: 0.002 });
  expect(runningConfig(page.state)).toMatchObject({ batchSize: 1, learningRate: 0.002 });
});

it('an experiment that needs another network saves the trained run, works on a new one, and leads back', async () => {
  const page = await trained();
  const { id, config } = page.state.run;
  expect(await page.app.settings.tryOut({ learningRate: 0.1 }, { fresh: true })).toBe(true);
  expect(page.state.run.id).not.toBe(id);
  expect(page.state.run).toMatchObject({ step: 0, config: { learningRate: 0.1 } });
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1, 'a step of the experiment');

  const notice = await page.untilTold('is kept at step 3');
  expect(notice.action?.label).toBe('Back to my run');
  page.act(notice);
  await page.until(({ run }) => run.id === id && run.ready, 'the run before');
  expect(page.state.run).toMatchObject({ step: 3, config });
  expect(page.state.config).toEqual(config);
});

it('touches nothing where the trained run cannot be kept, and says so', async () => {
  const page = await trained();
  const { run, config } = page.state;
  page.app.runs.train('step');
  await page.until(state => state.run.step === 4 && state.run.phase === 'paused', 'one more step');
  page.browser.tables.faults.refuse = new DOMException('full', 'QuotaExceededError');
  page.app.runs.train('step');
  await page.until(
    state => state.run.step === 5 && state.run.phase === 'paused',
    'a step that cannot be saved',
  );
  expect(await page.app.settings.tryOut({ learningRate: 0.1 }, { fresh: true })).toBe(false);
  expect(page.state.run).toMatchObject({ id: run.id, step: 5 });
  expect(page.state.config).toEqual(config);
  await page.untilTold('cannot be kept');
});

it('an experiment that only samples asks the present network, where it fits', async () => {
  const page = await trained();
  const { id, config } = page.state.run;
  await page.app.settings.tryOut({ ...config, addNoise: false }, { fresh: false });
  expect(page.state.run).toMatchObject({ id, step: 3 });
});

it('Reset keeps the trained run within reach', async () => {
  const page = await trained();
  const { id } = page.state.run;
  page.app.settings.apply();
  await page.until(({ run }) => run.id !== id && run.ready, 'a fresh run');
  page.act(await page.untilTold('is kept at step 3'));
  await page.until(({ run }) => run.id === id && run.step === 3, 'the run before');
});

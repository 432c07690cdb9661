/** Every picture says which network drew it, at which step, and with which settings. */
import { describe, expect, it } from 'vitest';
import { drawnBy } from '../../src/store/sampling/drawnBy.ts';
import { madeWith } from '../../src/store/sampling/madeWith.ts';
import { recordingInView } from '../../src/store/sampling/recorded.ts';
import { openPage, type Page } from './appHarness.ts';

async function sample({ app, until }: Page): Promise<void> {
  const before = app.store.getState().samplings.main?.id;
  app.sampling.sample();
  await until(
    ({ samplings }) => samplings.main?.id !== before && samplings.main?.status === 'finished',
    'drawn',
  );
}

async function step({ app, until }: Page): Promise<void> {
  const { step } = app.store.getState().run;
  app.runs.train('step');
  await until(({ run }) => run.step > step && run.phase === 'paused', 'one step more');
}

describe('the pictures of the Generate part', () => {
  it('are never called one’s own before one’s own network drew them', async () => {
    const page = openPage();
    await page.until(({ run, recorded }) => run.ready && recorded, 'ready');
    expect(recordingInView(page.state)).not.toBeNull();
    expect(drawnBy(page.state)).toBe('Pretrained, 24,000 steps, until you train your own.');
    await sample(page);
    expect(drawnBy(page.state)).toBe('Pretrained, 24,000 steps, until you train your own.');

    await step(page);
    expect(drawnBy(page.state)).toBe(
      'Drawn by the pretrained network, 24,000 steps. Press Sample to draw with yours.',
    );
    await sample(page);
    expect(drawnBy(page.state)).toBe('After 1 training step.');
  });

  it('are not the recorded ones once a network is trained', async () => {
    const page = openPage();
    await page.until(({ run, recorded }) => run.ready && recorded, 'ready');
    await step(page);
    expect(recordingInView(page.state)).toBeNull();
    expect(drawnBy(page.state)).toBe('After 1 training step.');
  });

  it('stay, with the name and the step of their network, when another run takes its place', async () => {
    const page = openPage();
    await page.until(({ run }) => run.ready, 'ready');
    await step(page);
    await sample(page);
    page.app.settings.set({ digits: '038' });
    page.app.settings.apply();
    expect(drawnBy(page.state)).toBe('Drawn by another run: “All digits · cosine · 16/32/32”, step 1.');
    await page.until(({ run }) => run.ready, 'the other ready');
    await sample(page);
    expect(drawnBy(page.state)).toBe('From an untrained network: it only rearranges noise.');

    // Back in the first run, nothing of the other is labelled as its own.
    page.app.settings.goBack();
    await page.until(({ run }) => run.from === 'storage' && run.ready, 'opened again');
    expect(drawnBy(page.state)).toBe('Drawn by an untrained network, not by the present one.');
    expect(recordingInView(page.state)).toBeNull();
  });

  it('keep the settings that they were made with, and say where others are in force', async () => {
    const page = openPage();
    await page.until(({ run }) => run.ready, 'ready');
    expect(madeWith(page.state)).toBeNull();
    await sample(page);
    expect(madeWith(page.state)).toBeNull();
    page.app.settings.set({ sampler: 'ddim', samplingSteps: 20 });
    expect(madeWith(page.state)).toBe('Made with DDPM, 50 steps; press Sample for DDIM, 20 steps.');
    expect(page.state.samplings.main?.config).toMatchObject({ sampler: 'ddpm', samplingSteps: 50 });
    page.app.settings.set({ sampler: 'ddpm', samplingSteps: 50, clipX0: false, guidanceScale: 2 });
    expect(madeWith(page.state)).toBe(
      'Made with Clip x̂₀ to [−1, 1]: on, Guidance scale w 1; press Sample for Clip x̂₀ to [−1, 1]: off, Guidance scale w 2.',
    );
    await sample(page);
    expect(madeWith(page.state)).toBeNull();
  });
});

/**
 * The buttons in the chapters of Learn: each sets what its text needs, whatever was set before, and none loses a trained
 * network; at most it is saved, and another started.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DataError } from '../../src/data/dataError.ts';
import { CHAPTERS } from '../../src/lessons/chapters.ts';
import { readLesson } from '../../src/lessons/readLesson.ts';
import { canAsk } from '../../src/store/settings/rules.ts';
import { processInView } from '../../src/store/timeline/forward.ts';
import { levelInView } from '../../src/store/timeline/place.ts';
import { openPage, type Page } from './appHarness.ts';

const fileOf = (id: string) => new URL(`../../public/chapters/${id}.json`, import.meta.url);
const chapter = (id: string) => readLesson(readFileSync(fileOf(id), 'utf8'), id);
const fetchLesson = async (link: string) =>
  new Uint8Array(readFileSync(fileOf(/chapters[/]([\w-]+)[.]json$/.exec(link)![1]!)));

/** A chapter's button by its label, as the text shows it. */
function button(id: string, label: string) {
  for (const { text, try: exercise, buttons } of chapter(id).steps) {
    const name = `${text}\n${exercise}`.split(`[${label}](page:`)[1]?.split(')')[0];
    if (name !== undefined) return buttons[name]!;
  }
  throw new Error(`“${id}” has no button “${label}”`);
}

const press = (page: Page, id: string, label: string) => page.app.pressButton(button(id, label));

it('trains at once, and keeps a trained network and leads back to it', async () => {
  const page = openPage({ hash: '#v=2&channels=8%2F16%2F16&batchSize=1&steps=5' });
  await page.until(({ run }) => run.ready, 'its network');
  page.app.runs.train('start');
  await page.until(({ run }) => run.phase === 'finished' && run.saved?.step === 5, 'the first to end');
  const first = page.state.run;

  await press(page, 'objective', 'Train the textbook’s network');
  await page.until(
    ({ run }) => run.runId !== first.runId && run.phase === 'running' && run.step > 0,
    'the other',
  );
  expect(page.state.run.config).toMatchObject({ schedule: 'linear', target: 'eps', sampler: 'ddpm' });
  expect(page.state.place.part).toBe('denoiser');
  page.app.runs.pause();
  page.act(await page.untilTold('is kept at step 5'));
  await page.until(({ run }) => run.id === first.id && run.ready, 'the first, opened again');
  expect(page.state.run).toMatchObject({ step: 5, config: { schedule: 'cosine', steps: 5 } });
});

it('samples with the network that there is: a trained one stays, with its settings but for those named', async () => {
  const page = openPage();
  // With the page’s opening settings, whatever was set before.
  page.app.settings.set({ schedule: 'linear', sampler: 'ddpm', T: 20 });
  await press(page, 'sampling', 'DDIM, 20 steps');
  await page.until(({ samplings }) => samplings.main?.result, 'pictures of the pretrained network');
  expect(page.state.samplings.main).toMatchObject({
    config: { schedule: 'cosine', sampler: 'ddim', samplingSteps: 20, T: 1000 },
    maker: { pretrained: { steps: 24_000 } },
  });
  expect(page.state.place.part).toBe('generate');

  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1 && run.phase === 'paused', 'one step');
  const { runId } = page.state.run;
  await press(page, 'noise', 'The same without σ z');
  await page.until(({ samplings }) => samplings.main?.result && samplings.main.maker.step === 1, 'its own');
  expect(page.state.run.runId).toBe(runId);
  expect(page.state.samplings.main!.config).toMatchObject({ sampler: 'ddpm', addNoise: false });
});

it('keeps the level where none is named, with other noise', async () => {
  const page = openPage();
  await press(page, 'closed-form', 'Mostly noise');
  expect(levelInView(page.state)).toBe(799);
  const { noiseIndex } = page.state.place;
  await press(page, 'closed-form', 'The same level, other noise');
  expect(levelInView(page.state)).toBe(799);
  expect(page.state.place.noiseIndex).not.toBe(noiseIndex);
});

it('leads into the plane, to the level and the part that the text speaks of', async () => {
  const page = openPage();
  await press(page, 'forward', 'The chain in the plane, beside the jump');
  await page.until(({ run }) => run.ready?.dataset.name === 'two-moons', 'the points');
  expect(page.state.config).toMatchObject({ schedule: 'linear', batchSize: 512, sampleCount: 1000 });
  expect(page.state.run.images).toMatchObject({ pixels: expect.any(Uint16Array) });
  expect(page.state.place).toMatchObject({ part: 'noise', share: 200 / 999 });
});

it('each button sets what its text needs, whatever the last one left, and says how to get back', async () => {
  const page = openPage({ hash: '#v=1&batchSize=32' });
  const mine = page.state.config;
  // An end that is not noise, of 20 levels.
  await press(page, 'schedule', 'T = 20, unscaled: the last level');
  expect(levelInView(page.state)).toBe(19);
  expect(processInView(page.state).signal.at(-1)).toBeGreaterThan(0.9);
  await press(page, 'forward', 'Nothing but noise');
  expect(page.state.config).toMatchObject({ T: 1000, batchSize: 32 });
  expect(processInView(page.state).signal.at(-1)).toBeLessThan(0.01);
  // A blur, which needs a trained network; the pretrained one is of the opening settings.
  await press(page, 'reverse', 'Of almost nothing but noise');
  const state = await page.until(({ run }) => run.ready?.pretrained, 'the pretrained network');
  expect(canAsk(state)).toBe(true);
  expect(state.place).toMatchObject({ part: 'denoiser', share: 979 / 999 });
  await press(page, 'unet', 'Add attention in the middle');
  expect(page.state.config.attention).toBe('middle');
  await press(page, 'unet', 'Little noise');
  await page.until(({ run, config }) => run.ready?.pretrained && config.attention === 'none', 'it again');

  page.act(await page.untilTold('The text has changed'));
  expect(page.state.config).toEqual(mine);
  expect(page.messages.filter(message => message.startsWith('The text has changed'))).toEqual([]);
});

it('a trained network of one’s own is asked, with its own process', async () => {
  const page = openPage({ hash: '#v=1&T=300' });
  await page.until(({ run }) => run.ready, 'its network');
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1 && run.phase === 'paused', 'one step');
  const { id } = page.state.run;
  await press(page, 'schedule', 'Cosine');
  expect(canAsk(page.state)).toBe(false);
  await press(page, 'objective', 'A guess, and the truth');
  expect(canAsk(page.state)).toBe(true);
  expect(page.state.run).toMatchObject({ id, step: 1 });
  expect(page.state.config.T).toBe(300);
});

it('a chapter opens by its address at a step, and the next one after its last', async () => {
  const page = openPage({ search: '?learn=closed-form&step=2', fetchLesson });
  await page.until(({ lesson }) => lesson.open && lesson.at === 1, 'its second step');
  expect(page.state.lesson.open!.title).toBe('Any level in one jump');
  await page.app.lessons.openChapter('reverse');
  expect(page.address.search).toBe('?learn=reverse');
  expect(page.state.place.part).toBe('denoiser');
  await page.app.lessons.openChapter('none of these');
  expect(page.state.lesson.chapter).toBe(CHAPTERS[0]!.id);
  page.app.lessons.close();
  expect(page.address.search).toBe('');
  expect(page.state.lesson).toMatchObject({ open: null, chapter: null });
});

it('a chapter that does not load says so, and another opens; loaded before, all open without a connection', async () => {
  let offline = true;
  const page = openPage({
    fetchLesson: link =>
      offline ? Promise.reject(new DataError(`${link} could not be loaded.`, '')) : fetchLesson(link),
  });
  await page.app.lessons.openChapter('vae');
  expect(page.state.lesson).toMatchObject({
    open: null,
    chapter: 'vae',
    problem: expect.stringContaining('vae'),
  });
  offline = false;
  await page.app.lessons.openChapter('vae');
  expect(page.state.lesson.open!.title).toBe('A kind of VAE');
  await page.app.lessons.loadChapters();
  offline = true;
  for (const { id } of CHAPTERS) {
    await page.app.lessons.openChapter(id);
    expect(page.state.lesson).toMatchObject({
      chapter: id,
      problem: null,
      open: { title: expect.any(String) },
    });
  }
});

it('a chapter and another lesson make room for each other', async () => {
  const page = openPage({ fetchLesson });
  await page.app.lessons.openChapter('forward');
  await page.app.lessons.openText(JSON.stringify({ ...chapter('vae'), title: 'Another' }), 'a.json');
  expect(page.state.lesson).toMatchObject({ chapter: null, open: { title: 'Another' } });
  expect(page.address.search).toBe('');
  await page.app.lessons.openChapter('schedule');
  expect(page.state.lesson).toMatchObject({ chapter: 'schedule', open: { title: 'The schedule' } });
});

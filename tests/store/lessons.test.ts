/** Students step through a lesson; a teacher makes one in the page. */
import { expect, it, vi } from 'vitest';
import { DataError } from '../../src/data/dataError.ts';
import type { Lesson } from '../../src/lessons/lesson.ts';
import { shownParts } from '../../src/store/view/view.ts';
import { openBrowser, openPage, type Page, ticks } from './appHarness.ts';

const LESSON = {
  format: 'diffusion-playground-lesson',
  version: 1,
  title: 'From picture to noise',
  steps: [
    {
      title: 'A picture',
      page: {
        settings: '#v=1&schedule=linear&target=eps&sampler=ddpm&T=100',
        level: 0,
        part: 'noise',
        picture: 3,
      },
    },
    {
      title: 'Half way',
      page: { show: ['noise', 'timeline'], hide: ['train'], level: 0.5 },
      question: {
        text: 'Which?',
        answers: [{ text: 'This', right: true, why: 'So it is.' }, { text: 'That' }],
      },
    },
    { title: 'Another sampler', page: { settings: '#v=1&schedule=linear&target=eps&sampler=ddim&T=100' } },
    {
      title: 'Another network',
      page: { settings: '#v=1&schedule=cosine&target=v&sampler=ddim&T=100', experiment: 'floor' },
    },
  ],
} as const;

const fileOf = (lesson: unknown, name = 'lesson.json') =>
  new File([typeof lesson === 'string' ? lesson : JSON.stringify(lesson)], name);

async function opened(lesson: unknown = LESSON): Promise<Page> {
  const page = openPage();
  expect(await page.app.lessons.openFiles([fileOf(lesson)])).toBe(true);
  return page;
}

it('each step puts the page in its state, and leaves what it does not name', async () => {
  const page = await opened();
  expect(page.state.config).toMatchObject({ schedule: 'linear', sampler: 'ddpm', T: 100 });
  expect(page.state.place).toMatchObject({ share: 0, part: 'noise', imageIndex: 3 });
  expect(shownParts(page.state)).toHaveLength(4);

  await page.app.lessons.goTo(1);
  expect(page.state.place.share).toBeCloseTo(0.5, 1);
  expect(page.state.place.imageIndex).toBe(3);
  expect(shownParts(page.state)).toEqual(['noise']);
  expect(page.state.config.T).toBe(100);

  await page.app.lessons.goTo(3);
  expect(page.state.config.schedule).toBe('cosine');
  expect(page.state.experiment).toBe('floor');
  expect(shownParts(page.state)).toHaveLength(4);

  page.app.lessons.close();
  expect(page.state.lesson.open).toBeNull();
  expect(page.messages).toEqual([]);
});

it('“Set the page again” undoes what a student did', async () => {
  const page = await opened();
  page.app.settings.set({ T: 300 });
  page.app.playback.scrubTo(200);
  await page.app.lessons.again();
  expect(page.state.config.T).toBe(100);
  expect(page.state.place.share).toBe(0);
});

it('a step reached by another way than from the one before has the settings that are in force there', async () => {
  const page = await opened();
  await page.app.lessons.goTo(3);
  await page.app.lessons.goTo(1);
  expect(page.state.config).toMatchObject({ schedule: 'linear', sampler: 'ddpm', T: 100 });
  const linked = openPage({
    search: '?lesson=a.json&step=2',
    fetchLesson: async () => new TextEncoder().encode(JSON.stringify(LESSON)),
  });
  await linked.until(
    ({ config }) => config.schedule === 'linear' && config.T === 100,
    'the settings of step 1',
  );
  page.app.settings.set({ sampler: 'ddim' });
  await page.app.lessons.goTo(0);
  page.app.settings.set({ sampler: 'ddim' });
  await page.app.lessons.goTo(1);
  expect(page.state.config.sampler).toBe('ddim');
});

it('keeps each step’s answer', async () => {
  const page = await opened();
  await page.app.lessons.goTo(1);
  page.app.lessons.answer(1);
  await page.app.lessons.goTo(2);
  await page.app.lessons.goTo(1);
  expect(page.state.lesson.answers).toEqual({ 1: 1 });
});

it('a trained network stays as long as the steps fit it, and is kept when one does not', async () => {
  const page = await opened();
  await page.until(({ run }) => run.ready && run.config.T === 100, 'the step’s network');
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1 && run.phase === 'paused', 'one step of training');
  const { id } = page.state.run;

  await page.app.lessons.goTo(2);
  expect(page.state.config.sampler).toBe('ddim');
  await ticks(50);
  expect(page.state.run).toMatchObject({ id, step: 1 });

  await page.app.lessons.goTo(3);
  await page.until(({ run }) => run.ready && run.config.schedule === 'cosine', 'another network');
  page.act(await page.untilTold('is kept at step 1'));
  await page.until(({ run }) => run.id === id && run.ready, 'the first, opened again');
});

it('a bad lesson is one sentence, and changes nothing', async () => {
  const page = openPage({ hash: '#v=1&T=500' });
  const bad = structuredClone(LESSON) as unknown as { steps: Record<string, unknown>[] };
  bad.steps[1]!.text = ['<script>'];
  await page.app.lessons.openFiles([fileOf(bad)]);
  expect(page.messages).toEqual([
    '“lesson.json” is not a lesson that the page can show: step 2, “text” should be a text.',
  ]);
  expect(page.state.lesson.open).toBeNull();
  expect(page.state.config.T).toBe(500);
});

it('leaves other files to others', async () => {
  const page = openPage();
  expect(await page.app.lessons.openFiles([new File(['x'], 'run.zip')])).toBe(false);
  expect(await page.app.lessons.openFiles([fileOf(LESSON), fileOf('', 'b.json')])).toBe(false);
});

it('opens from a link of its own origin at a step, and stays there after a reload', async () => {
  const fetchLesson = vi.fn(async () => new TextEncoder().encode(JSON.stringify(LESSON)));
  const page = openPage({ search: '?lesson=lessons/first.json&step=2', fetchLesson });
  await page.until(({ lesson }) => lesson.open && lesson.at === 1, 'the second step');
  expect(fetchLesson).toHaveBeenCalledWith('http://page.test/lessons/first.json', expect.any(Function));
  await page.app.lessons.goTo(3);
  expect(page.address.search).toBe('?lesson=lessons%2Ffirst.json&step=4&lab=floor');
  const again = page.reload();
  await again.until(({ lesson }) => lesson.open && lesson.at === 3, 'the same step');
  again.app.lessons.close();
  expect(again.address.search).toBe('?lab=floor');
});

it('loads no lesson from elsewhere, and says so; nor one that is not there', async () => {
  const fetchLesson = vi.fn(() => Promise.reject(new DataError('It answered 404.', '')));
  const page = openPage({ search: '?lesson=https://evil.example/lesson.json', fetchLesson });
  await page.untilTold('The lesson at https://evil.example is not opened');
  expect(fetchLesson).not.toHaveBeenCalled();
  const missing = openPage({ search: '?lesson=none.json', fetchLesson });
  await missing.untilTold('It answered 404.');
  expect(missing.state.lesson.open).toBeNull();
});

/** What the recorder would download. */
function exported(page: Page): string[] {
  const files: Blob[] = [];
  vi.stubGlobal('document', { createElement: () => ({ click: () => {} }) });
  vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
    files.push(blob as Blob);
    return 'blob:x';
  });
  page.app.recorder.save();
  vi.restoreAllMocks();
  return files as unknown as string[];
}

it('a teacher records steps, captions and orders them, and the exported file is that lesson', async () => {
  const page = openPage({ hash: '#v=1&schedule=linear&target=eps&sampler=ddpm&T=100' });
  const { recorder } = page.app;
  recorder.open();
  page.app.playback.scrubTo(99);
  recorder.record();
  recorder.edit({ title: 'Noise', text: 'Only noise: $x_T$.' });
  page.app.settings.set({ schedule: 'sigmoid' });
  page.app.playback.scrubTo(0);
  recorder.record();
  recorder.edit({ title: 'Picture' });
  recorder.move(-1);
  recorder.setTitle('Two steps');
  const [file] = exported(page);
  const lesson = JSON.parse(await new Response(file).text()) as Lesson;
  expect(lesson.title).toBe('Two steps');
  expect(lesson.steps.map(({ title }) => title)).toEqual(['Picture', 'Noise']);
  expect(lesson.steps[0]!.page).toMatchObject({ level: 0 });
  expect(lesson.steps[0]!.page.settings).toContain('schedule=sigmoid');
  expect(lesson.steps[1]!.page).toMatchObject({ level: 1 });

  const student = openPage();
  await student.app.lessons.openFiles([fileOf(lesson)]);
  expect(student.state.config).toMatchObject({ schedule: 'sigmoid', T: 100 });
  expect(student.state.place.share).toBe(0);
  await student.app.lessons.goTo(1);
  expect(student.state.config).toMatchObject({ schedule: 'linear', T: 100 });
  expect(student.state.place.share).toBe(1);
});

it('what is being made outlives the page; a deleted step comes back', async () => {
  const browser = openBrowser();
  const page = openPage({ browser });
  page.app.recorder.record();
  page.app.recorder.edit({ title: 'One' });
  page.app.recorder.record();
  page.app.recorder.remove();
  expect(page.state.recorder.draft.steps).toHaveLength(1);
  page.act(await page.untilTold('is deleted'));
  expect(page.state.recorder.draft.steps.map(({ title }) => title)).toEqual(['One', 'Step 2']);
  expect(page.reload().state.recorder.draft.steps).toHaveLength(2);
});

it('what is incomplete is not exported, and the sentence says where', async () => {
  const page = openPage();
  page.app.recorder.record();
  page.app.recorder.edit({
    question: { text: 'Why?', answers: [{ text: 'So', right: true }, { text: '' }] },
  });
  expect(exported(page)).toEqual([]);
  await page.untilTold('step 1, “question”, answer 2');
});

it('a preview is the lesson as a student sees it, and leads back', async () => {
  const page = openPage();
  page.app.recorder.open();
  page.app.recorder.record();
  await page.app.recorder.preview();
  expect(page.state.lesson).toMatchObject({ preview: true, at: 0 });
  page.app.recorder.open();
  expect(page.state.lesson.open).toBeNull();
  expect(page.state.recorder.open).toBe(true);
});

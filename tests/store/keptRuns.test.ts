/** Saved runs: what the list says of them, and whose drawings are shown after opening one. */
import { expect, it } from 'vitest';
import { shownDrawings } from '../../src/store/drawings/drawings.ts';
import { guestWords } from '../../src/ui/data/drawingWords.ts';
import { PIXELS } from '../data/mnistSize.ts';
import { openPage, type Page } from './appHarness.ts';

const SMALL = '#v=2&channels=8%2F16%2F16&batchSize=1';

/** Trains the present run by some steps; resolves with its id when all of it is kept. */
async function trainAndKeep({ app, until }: Page, steps = 1): Promise<string> {
  const { run } = await until(state => state.run.ready, 'ready');
  for (let step = run.step + 1; step <= run.step + steps; step++) {
    app.runs.train('step');
    await until(state => state.run.step === step && state.run.phase === 'paused', `step ${step}`);
  }
  const kept = await until(state => state.run.saved?.step === state.run.step, 'kept');
  return kept.run.id;
}

async function open({ app, until }: Page, id: string): Promise<void> {
  app.runs.openKept(id);
  await until(({ run }) => run.id === id && run.ready, 'opened');
}

const drawing = (grey: number) => new Uint8Array(PIXELS).fill(grey);
const shown = ({ state }: Page) => shownDrawings(state).map(({ pixels }) => pixels[0]);

it('the list shows the very loss that stands above the page', async () => {
  const page = openPage({ hash: SMALL });
  const id = await trainAndKeep(page, 7);
  await page.app.kept.refreshRuns();
  const record = page.state.kept.runs?.find(run => run.id === id);
  expect(record?.loss).toBe(page.state.run.losses.curves().smoothed.at(-1));
});

it('an opened run brings its drawings along, beside which one’s own are kept', async () => {
  const page = openPage({ hash: `${SMALL}&dataset=drawings` });
  const { drawings, settings } = page.app;
  drawings.add(drawing(1), drawing(2));
  await page.until(({ run }) => run.drawings?.count === 2, 'a run of two');
  const ofTwo = await trainAndKeep(page);

  drawings.remove(page.state.drawings.own[1]!.id);
  settings.set({ dataset: 'mnist' });
  settings.apply();
  const ofDigits = await trainAndKeep(page);

  await open(page, ofTwo);
  expect(shown(page)).toEqual([1, 2]);
  expect(guestWords(page.state.drawings)).toBe('These 2 drawings came with the run. Your own one is kept.');
  // The drawings belong to that run, and leave with it.
  await open(page, ofDigits);
  expect(shown(page)).toEqual([1]);

  // A run trained on the user's own drawings brings no guests.
  drawings.add(drawing(2));
  await open(page, ofTwo);
  expect([shown(page), page.state.drawings.visit]).toEqual([[1, 2], null]);
});

/** The page in Firefox and WebKit: each thing that a person does with it once. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tab } from './tab.ts';
import { expect, test } from './test.ts';

/** A network that makes a step in a few hundredths of a second. */
const TINY = '#v=1&channels=8%2F16%2F16&batchSize=4&digits=0&samplingSteps=10&sampleCount=4';

const trainable = () => document.querySelector('.train-main:not(:disabled)')?.textContent.trim() === 'Train';
const step = () =>
  Number.parseInt(
    [...document.querySelectorAll('dt')].find(({ textContent }) => textContent === 'Step')?.nextElementSibling
      ?.textContent ?? '',
    10,
  );
const pictureOf = (css: string) => document.querySelector<HTMLCanvasElement>(`${css} canvas`)?.toDataURL();
const timeLabel = () => document.querySelector('.time-label')?.textContent;
const answered = () =>
  !!document.querySelector('[aria-label^="The picture that the network guesses at t ="]');

async function trainTwenty(tab: Tab): Promise<number> {
  await tab.press('Train');
  await expect.poll(() => tab.read(step), { timeout: 60_000 }).toBeGreaterThanOrEqual(20);
  await tab.press('Pause');
  await tab.sees('Saved in this browser at step');
  return tab.read(step);
}

test('a recording plays, then the pretrained network answers wherever one drags', async ({ tab }) => {
  await tab.open();
  await tab.sees('Recorded');
  const recorded = '[aria-label="Recorded reverse process"]';
  const first = await tab.read(pictureOf, recorded);
  await tab.until(
    (css, before) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`${css} canvas`);
      return canvas !== null && canvas.toDataURL() !== before;
    },
    ...([recorded, first] as const),
  );

  await tab.until(trainable);
  await tab.drag('.timeline-line', [0.3, 0.3], [0.5, 0.3], [0.6, 0.3]);
  await tab.until(answered);
  const [t, guess] = [await tab.read(timeLabel), await tab.read(pictureOf, '.answer')];
  await tab.drag('.timeline-line', [0.6, 0.3], [0.85, 0.3]);
  expect(await tab.read(timeLabel)).not.toBe(t);
  await expect.poll(() => tab.read(pictureOf, '.answer')).not.toBe(guess);
});

test('selects look as the page does, and what a menu cannot do is dimmed', async ({ tab }) => {
  await tab.open(TINY);
  await tab.until(trainable);
  const foreign = () =>
    [...document.querySelectorAll('select')].flatMap(select => {
      const { appearance, backgroundColor, backgroundImage } = getComputedStyle(select);
      const panel = getComputedStyle(select.closest('.column, .timeline, .panel')!).backgroundColor;
      const arrow = backgroundImage.split('linear-gradient').length - 1;
      return appearance === 'none' && arrow === 2 && backgroundColor === panel ? [] : [select.id];
    });
  expect(await tab.read(foreign)).toEqual([]);
  await tab.press('File');
  await tab.sees('Reverse process as a video');
  const dimmed = () =>
    [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].map(entry => [
      entry.hasAttribute('data-disabled'),
      Number(getComputedStyle(entry.querySelector('strong')!).opacity) < 1,
    ]);
  const entries = await tab.read(dimmed);
  expect(entries.some(([disabled]) => disabled)).toBe(true);
  for (const [disabled, dim] of entries) expect(dim).toBe(disabled);
});

test('trains, samples, saves a file, and goes on from it', async ({ tab, launched }) => {
  await tab.open(TINY);
  await tab.until(trainable);
  const trained = await trainTwenty(tab);
  await tab.press('Sample');
  await tab.until(() => document.querySelector('.frame-number')?.textContent === '11 / 11');
  const drawn = await tab.read(pictureOf, '.views');

  await tab.press('File');
  await tab.pressMenuItem('Save the run (.zip)');
  const zips = () => readdirSync(launched.downloads).filter(name => name.endsWith('.zip'));
  await expect.poll(zips, { timeout: 60_000 }).toHaveLength(1);
  await tab.open('#v=1&seed=5');
  await tab.until(trainable);
  const path = join(launched.downloads, zips()[0]!);
  expect(existsSync(path)).toBe(true);
  await tab.give('Run files', path);
  await expect.poll(() => tab.read(step), { timeout: 60_000 }).toBe(trained);
  await tab.press('Sample');
  await tab.until(() => document.querySelector('.frame-number')?.textContent === '11 / 11');
  expect(await tab.read(pictureOf, '.views')).toBe(drawn);
});

test('a run is offered after a reload', async ({ tab }) => {
  await tab.open(TINY);
  await tab.until(trainable);
  const trained = await trainTwenty(tab);
  await tab.reload();
  await tab.sees(`is kept at step ${trained}`);
  await tab.press('Open it');
  await expect.poll(() => tab.read(step), { timeout: 60_000 }).toBe(trained);
});

test('one draws with the mouse, and trains on it', async ({ tab }) => {
  await tab.open(TINY);
  await tab.choose('Data', 'drawings');
  await tab.press('Draw');
  await tab.drag('.pad-surface', [0.2, 0.2], [0.8, 0.2], [0.3, 0.8]);
  await tab.press('Add to My drawings');
  await tab.until(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[aria-label^="Edit drawing"] canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return Array.from(pixels).filter((value, i) => i % 4 === 0 && value > 200).length > 20;
  });
  await tab.press('Close');
  await tab.press('One step');
  await expect.poll(() => tab.read(step), { timeout: 60_000 }).toBe(1);
});

test('a link sets what it says, and is copied', async ({ tab }) => {
  await tab.open('#v=1&T=400&sampler=heun&samplingSteps=17');
  await tab.sees('of 399');
  expect(await tab.valueOf('Sampler')).toBe('heun');
  expect(await tab.valueOf('Sampling steps')).toBe('17');
  await tab.press('Copy link');
  await tab.sees('Copied');
});

test('the formulas of every chapter are drawn, and fit', async ({ tab }) => {
  await tab.open('?learn=schedule');
  const chapters = await tab.read(() =>
    [...document.querySelectorAll<HTMLOptionElement>('.learn-choice option')].map(({ value }) => value),
  );
  expect(chapters).toHaveLength(10);
  const tooWide = () =>
    [...document.querySelectorAll('.learn-text .formula-line')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(line => `${line.scrollWidth} in ${line.clientWidth}: ${line.textContent}`);
  const place = () => document.querySelector('.lesson-name')?.textContent ?? '';
  for (const chapter of chapters) {
    await tab.choose('Chapter', chapter);
    await tab.until(() => document.querySelector('.lesson-name')?.textContent?.startsWith('1 of') ?? false);
    const steps = Number((await tab.read(place)).slice(-1));
    for (let step = 1; step <= steps; step++) {
      if (step > 1) await tab.press('Next');
      await expect.poll(() => tab.read(place)).toBe(`${step} of ${steps}`);
      await expect.poll(() => tab.read(tooWide), { message: `${chapter}, ${step}` }).toEqual([]);
    }
    expect(await tab.read(() => document.fonts.check('16px KaTeX_Main')), chapter).toBe(true);
  }
});

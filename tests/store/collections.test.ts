/** Pictures of one's own on the page: imported, chosen, linked, saved with a run, deleted and brought back. */
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { packRunFile } from '../../src/files/runFile.ts';
import { classNames, knownCollections } from '../../src/store/pictures/collections.ts';
import { openBrowser, openPage, type Page } from './appHarness.ts';

/** A file in a folder, of one colour. */
function picture(path: string, colour: readonly [number, number, number]): File {
  const image = new PNG({ width: 20, height: 20 });
  for (let i = 0; i < 400; i++) image.data.set([...colour, 255], 4 * i);
  const file = new File([new Uint8Array(PNG.sync.write(image))], path.split('/').at(-1)!);
  return Object.defineProperty(file, 'webkitRelativePath', { value: path });
}

const FILES = [
  picture('pets/cat/1.png', [255, 0, 0]),
  picture('pets/dog/2.png', [0, 0, 255]),
  picture('pets/dog/3.png', [0, 0, 250]),
];
const OPTIONS = { name: 'Pets', side: 16, colour: true, fitting: 'fit', credit: 'me' } as const;
const SMALL = { channels: '8/8', batchSize: 2, samplingSteps: 2, sampleCount: 2 };

async function withPets(options: Parameters<typeof openPage>[0] = {}): Promise<Page> {
  const page = openPage(options);
  await page.until(({ run, collections }) => run.ready && collections.loaded, 'ready');
  await page.app.collections.gather(FILES, OPTIONS);
  await page.until(({ run }) => run.ready?.dataset.name === 'pictures' && run.images, 'the pets');
  return page;
}

it('trains on a folder of pictures, with the folders as classes', async () => {
  const page = await withPets();
  const { config, run, collections } = page.state;
  expect(config).toMatchObject({ dataset: 'pictures', side: 16, colour: true });
  expect(config.pictures).toMatch(/^pets\.2\.[0-9a-f]{12}$/);
  expect(run.ready!.dataset.count).toBe(3);
  expect([...run.images!.pixels.subarray(0, 3)]).toEqual([255, 0, 0]);
  expect(collections.outcome).toMatchObject({ name: 'Pets', count: 3, classes: ['cat', 'dog'], refused: [] });
  expect(collections.importing).toBeNull();
  expect(classNames(page.state)).toEqual(['cat', 'dog']);
  page.app.runs.train('step');
  await page.until(state => state.run.step === 1, 'step 1');
});

it('is there again at the next visit, by its link and in the list', async () => {
  const page = await withPets();
  const again = page.reload();
  await again.until(({ run }) => run.ready?.dataset.name === 'pictures', 'the pets again');
  expect(knownCollections(again.state).map(({ name }) => name)).toContain('Pets');
  expect(again.address.hash).toContain('pictures=pets.2.');
});

it('says what is missing where a link asks for pictures of another browser, and takes them in', async () => {
  const page = await withPets();
  const elsewhere = openPage({ hash: page.address.hash, browser: openBrowser() });
  await elsewhere.untilTold('The pictures “pets” are not in this browser');
  await elsewhere.app.collections.gather(FILES, OPTIONS);
  await elsewhere.until(({ run }) => run.ready?.dataset.name === 'pictures', 'the pets');
  expect(elsewhere.address.hash).toBe(page.address.hash);
});

it('goes along in the file of a run, if asked', async () => {
  const page = await withPets({ computes: 'cpu' });
  page.app.settings.set(SMALL);
  await page.until(({ run }) => run.ready && run.config.channels === '8/8', 'the small network');
  const collection = await page.browser.collections.read(page.state.config.pictures);
  const bytes = packRunFile(await page.app.runs.read(), collection);
  const elsewhere = openPage({ browser: openBrowser(), computes: 'cpu' });
  await elsewhere.app.files.openRunFiles([new File([bytes], 'pets.zip')]);
  await elsewhere.until(({ run }) => run.ready?.dataset.name === 'pictures', 'the run');
  expect(knownCollections(elsewhere.state).map(({ name }) => name)).toContain('Pets');
  const without = openPage({ browser: openBrowser(), computes: 'cpu' });
  await without.app.files.openRunFiles([new File([packRunFile(await page.app.runs.read())], 'pets.zip')]);
  await without.untilTold('are not in this browser');
});

it('keeps nothing where there is no room, and says so', async () => {
  const browser = openBrowser();
  browser.collections.broken = new DOMException('full', 'QuotaExceededError');
  const page = openPage({ browser });
  await page.until(({ run }) => run.ready, 'ready');
  await page.app.collections.gather(FILES, OPTIONS);
  await page.untilTold('this browser has no space left');
  expect(page.state.config.dataset).toBe('mnist');
});

it('refuses what holds no pictures, and stays as it was', async () => {
  const page = openPage();
  await page.until(({ run }) => run.ready, 'ready');
  await page.app.collections.gather([new File(['hello'], 'hello.png')], OPTIONS);
  await page.untilTold('hello.png is not a picture that this page can read');
  expect(page.state.config.dataset).toBe('mnist');
  expect(page.state.collections).toMatchObject({ importing: null, outcome: null });
});

it('is deleted, and comes back', async () => {
  const page = await withPets();
  const { pictures } = page.state.config;
  await page.app.collections.remove(pictures);
  expect(page.state.collections.own).toEqual([]);
  page.act(await page.untilTold('“Pets” was deleted'));
  await page.until(({ collections }) => collections.own.length === 1, 'back');
  expect(await page.browser.collections.read(pictures)).not.toBeNull();
});

it('tells sub-folders from a few pictures', async () => {
  const page = openPage();
  expect(await page.app.collections.kindOf(FILES)).toBe('folders');
  expect(await page.app.collections.kindOf([picture('1.png', [0, 0, 0])])).toBe('drawings');
});

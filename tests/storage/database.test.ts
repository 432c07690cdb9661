/** The one database, its versions, and what is taken over from the databases before it. Each tab is a module of its own. */
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { type IDBPDatabase, openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Drawing } from '../../src/storage/tables.ts';
import { PIXELS } from '../data/mnistSize.ts';

const RUNS = 'diffusion-playground-runs';
const DRAWINGS = 'diffusion-playground-drawings';
const TUNING = 'diffusion-playground-tuning';

const drawing = (id: string, value: number, order = 1): Drawing => ({
  id,
  order,
  pixels: new Uint8Array(PIXELS).fill(value),
});

// Databases as older versions of the page made them.
const oldDrawings = () =>
  openDB(DRAWINGS, 1, {
    upgrade: database => void database.createObjectStore('drawings', { keyPath: 'id' }),
  });
const oldTuning = () =>
  openDB(TUNING, 1, { upgrade: database => void database.createObjectStore('choices') });
const oldRuns = () =>
  openDB(RUNS, 1, {
    upgrade: database => {
      for (const name of ['runs', 'checkpoints', 'drawings', 'meta']) database.createObjectStore(name);
    },
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });

async function leaveBehind(...drawings: Drawing[]): Promise<void> {
  const database = await oldDrawings();
  for (const each of drawings) await database.put('drawings', each);
  database.close();
}

/** The modules as another tab loads them: the same databases, but none of this tab's memory. */
async function newTab() {
  vi.resetModules();
  const [{ browserDrawings }, { tuningStorage }, { browserTables }, { openDatabase }] = await Promise.all([
    import('../../src/storage/drawingsStorage.ts'),
    import('../../src/storage/tuningStorage.ts'),
    import('../../src/storage/browserTables.ts'),
    import('../../src/storage/database.ts'),
  ]);
  return { drawings: browserDrawings, tuning: tuningStorage, tables: browserTables(), openDatabase };
}

const names = async () => (await indexedDB.databases()).map(({ name }) => name).sort();
const onlyOneIsLeft = () => vi.waitFor(async () => expect(await names()).toEqual([RUNS]));
const values = (drawings: readonly Drawing[]) => drawings.map(({ pixels }) => pixels[0]).sort();

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

describe('a new browser', () => {
  it('has one database', async () => {
    const tab = await newTab();
    await tab.drawings.write(new Map([['a', drawing('a', 1)]]));
    await tab.tuning.write('card', 'choices');
    await tab.tables.write(rows => rows.put('meta', 'writer', 'me'));
    const later = await newTab();
    expect(await later.drawings.load()).toEqual([drawing('a', 1)]);
    expect(await later.tuning.read('card')).toBe('choices');
    expect(await later.tables.read(rows => rows.get('meta', 'writer'))).toBe('me');
    expect(await names()).toEqual([RUNS]);
  });

  it('sorts drawings, passes over what is none, and deletes', async () => {
    const tab = await newTab();
    const broken = { ...drawing('c', 3), pixels: new Uint8Array(3) };
    await tab.drawings.write(
      new Map([
        ['a', drawing('a', 1, 2)],
        ['b', drawing('b', 2, 1)],
        ['c', broken],
      ]),
    );
    expect((await tab.drawings.load()).map(({ id }) => id)).toEqual(['b', 'a']);
    await tab.drawings.write(new Map([['b', null]]));
    expect((await tab.drawings.load()).map(({ id }) => id)).toEqual(['a']);
  });
});

describe('a browser with the three old databases', () => {
  it('keeps what lay in them, in one', async () => {
    const runs = await oldRuns();
    await runs.put('checkpoints', new Uint8Array([1, 2, 3]), 'run/1');
    await runs.put('drawings', new Uint8Array([4]), 'run');
    runs.close();
    await leaveBehind(drawing('a', 1, 2), drawing('b', 2, 1));
    const tuning = await oldTuning();
    await tuning.put('choices', 'fast ones', 'card');
    tuning.close();

    const tab = await newTab();
    expect(await tab.tables.read(rows => rows.get('checkpoints', 'run/1'))).toEqual(
      new Uint8Array([1, 2, 3]),
    );
    expect(await tab.tables.read(rows => rows.get('drawings', 'run'))).toEqual(new Uint8Array([4]));
    expect(await tab.drawings.load()).toEqual([drawing('b', 2, 1), drawing('a', 1, 2)]);
    expect(await tab.tuning.read('card')).toBe('fast ones');
    await onlyOneIsLeft();
    await vi.waitFor(async () => expect(await (await tab.openDatabase()).getAllKeys('meta')).toEqual([]));
    expect(values(await (await newTab()).drawings.load())).toEqual([1, 2]);
  });

  it('is not held up by an old page that has the runs open', async () => {
    await oldRuns();
    const tab = await newTab();
    await tab.tables.write(rows => rows.put('meta', 'writer', 'me'));
    expect(await tab.tables.read(rows => rows.get('meta', 'writer'))).toBe('me');
  });

  describe('while an old page has the drawings open', () => {
    let page: IDBPDatabase;
    beforeEach(async () => {
      await leaveBehind(drawing('a', 1), drawing('b', 2));
      page = await oldDrawings();
    });

    it('shows them at once, in a second tab too, and deletes nothing', async () => {
      expect(values(await (await newTab()).drawings.load())).toEqual([1, 2]);
      expect(values(await (await newTab()).drawings.load())).toEqual([1, 2]);
      expect(await names()).toContain(DRAWINGS);
      expect(values(await page.getAll('drawings'))).toEqual([1, 2]);
    });

    it('takes what the old page still writes when it is closed, and brings nothing back', async () => {
      const tab = await newTab();
      const [a] = await tab.drawings.load();
      await tab.drawings.write(
        new Map([
          ['a', { ...a!, pixels: new Uint8Array(PIXELS).fill(10) }],
          ['b', null],
        ]),
      );
      await page.put('drawings', drawing('c', 3));
      page.close();
      await onlyOneIsLeft();
      expect(values(await tab.drawings.load())).toEqual([10, 3]);
    });

    it('keeps both where the old page and this one changed the same drawing', async () => {
      const tab = await newTab();
      const [a] = await tab.drawings.load();
      await tab.drawings.write(new Map([['a', { ...a!, pixels: new Uint8Array(PIXELS).fill(10) }]]));
      await page.put('drawings', drawing('a', 20));
      page.close();
      await onlyOneIsLeft();
      expect(values(await tab.drawings.load())).toEqual([10, 2, 20]);
    });
  });

  it('goes on where it was interrupted, at whatever write that was', async () => {
    for (let writes = 0; ; writes++) {
      vi.stubGlobal('indexedDB', new IDBFactory());
      await leaveBehind(drawing('a', 1), drawing('b', 2));
      // The tab's process ends: only its first writes happen.
      let left = writes;
      const put = IDBObjectStore.prototype.put;
      const killed = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
        this: IDBObjectStore,
        ...given
      ) {
        if (left-- > 0) return put.apply(this, given);
        this.transaction.abort();
        throw new DOMException('The tab is gone.', 'AbortError');
      });
      const first = await newTab();
      const loading = await first.drawings.load().catch(() => null);
      killed.mockRestore();
      if (loading) {
        expect(values(loading)).toEqual([1, 2]);
        await onlyOneIsLeft();
        expect(writes).toBeGreaterThan(2);
        break;
      }
      expect(await names()).toContain(DRAWINGS);
      expect(values(await first.drawings.load())).toEqual([1, 2]);
      await onlyOneIsLeft();
      expect(values(await (await newTab()).drawings.load())).toEqual([1, 2]);
    }
  });

  it('goes on where it ended between copying and deleting', async () => {
    await leaveBehind(drawing('a', 1));
    const page = await oldDrawings();
    const first = await newTab();
    expect(values(await first.drawings.load())).toEqual([1]);
    await first.drawings.write(new Map([['a', null]]));
    // The first tab is gone before the old page is, which lets the second delete what is left.
    (await first.openDatabase()).close();
    page.close();
    const second = await newTab();
    expect(await second.drawings.load()).toEqual([]);
    await onlyOneIsLeft();
  });
});

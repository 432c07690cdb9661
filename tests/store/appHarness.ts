/**
 * The whole page in Node, without a screen: the real app and engine, joined by the real bridge, in one thread. Files that
 * the page fetches come from `public/`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { decodePicture } from '../../scripts/decodePicture.ts';
import type { FetchBytes } from '../../src/data/fetchBytes.ts';
import { chooseDevice } from '../../src/engine/device/chooseDevice.ts';
import { gatherCollection } from '../../src/files/collection/gather.ts';
import { kindOf } from '../../src/files/collection/kindOf.ts';
import { tellFailure } from '../../src/files/failures.ts';
import { encodeGif } from '../../src/files/gif.ts';
import { readFiles } from '../../src/files/readFiles.ts';
import { packRunFile } from '../../src/files/runFile.ts';
import type { FilesFunctions } from '../../src/files/serveFiles.ts';
import { RunStorage } from '../../src/storage/runStorage.ts';
import { type App, createApp } from '../../src/store/app.ts';
import type { Notice } from '../../src/store/notices/notice.ts';
import type { AppState } from '../../src/store/state.ts';
import { CountingDevice } from '../engine/countingDevice.ts';
import { FakeLocks } from '../engine/fakeLocks.ts';
import { engineWorker, type LocalWorker, never, workerOf } from '../engine/localWorker.ts';
import { type MemoryCollections, memoryCollections } from '../storage/memoryCollections.ts';
import { type MemoryTables, memoryTables } from '../storage/memoryTables.ts';
import { FakeAddress } from './fakeAddress.ts';
import { type MemoryDrawings, memoryDrawings } from './memoryDrawings.ts';

/** State that outlives a page and that tabs share. */
export interface Browser {
  readonly tables: MemoryTables;
  readonly drawings: MemoryDrawings;
  readonly collections: MemoryCollections;
  readonly locks: FakeLocks;
  threads: number | null;
  /** The lesson that is being made. */
  lesson: string | null;
}

export const openBrowser = (): Browser => ({
  tables: memoryTables(),
  drawings: memoryDrawings(),
  collections: memoryCollections(),
  locks: new FakeLocks(),
  threads: null,
  lesson: null,
});

export interface PageOptions {
  /** Of the address, with its '#'. */
  readonly hash?: string;
  /** Of the address, with its '?'. */
  readonly search?: string;
  readonly browser?: Browser;
  /**
   * What computes: a network that only counts its steps (`counting`), or the real one in plain JavaScript (`cpu`), which
   * takes a second a step for anything but the smallest.
   */
  readonly computes?: 'counting' | 'cpu';
  /** In place of the engine. */
  readonly spawnEngine?: () => LocalWorker;
  /** Whether the recorded process is loaded; it is, unless said. */
  readonly recording?: boolean;
  /** Whether pictures may move by themselves; they do not, unless said. */
  readonly mayMove?: boolean;
  /** Serves lessons. */
  readonly fetchLesson?: FetchBytes;
}

export interface Page {
  readonly app: App;
  readonly address: FakeAddress;
  readonly browser: Browser;
  /** The newest engine's worker. */
  readonly worker: LocalWorker;
  /** Its device, where it only counts. */
  readonly device: CountingDevice;
  readonly state: AppState;
  /** The notices that are shown. */
  readonly notices: readonly Notice[];
  /** The sentences of `notices`. */
  readonly messages: readonly string[];
  /** Waits until the state is so. @throws where it does not become so within a minute. */
  until(holds: (state: AppState) => unknown, what?: string): Promise<AppState>;
  /** Waits until a notice says something that contains `text`. */
  untilTold(text: string): Promise<Notice>;
  /** A click on the button of that notice. */
  act(notice: Notice): void;
  /** Closes this page, and opens it again at its present address. */
  reload(): Page;
  close(): void;
}

const PUBLIC = join(import.meta.dirname, '../../public');
const BASE = 'http://page.test/';

/** Serves URLs below `BASE` from `public/`. */
async function fetchPublic(url: URL | string): Promise<Response> {
  const file = new URL(url).href.slice(BASE.length);
  try {
    return new Response(new Uint8Array(await readFile(join(PUBLIC, file))));
  } catch {
    return new Response(null, { status: 404 });
  }
}

const fromPretrained: FetchBytes = async file =>
  new Uint8Array(await readFile(join(PUBLIC, 'pretrained', file)));

/** Answers at once: with what `npm start` says of a page to which nothing was added. */
const fromData: FetchBytes = async () => new TextEncoder().encode('{"sets":[],"collections":[]}');

const handed: { readonly path: string; readonly file: File }[] = [];

const takeHanded = () =>
  handed.splice(0).map(({ path, file }) => ({
    path,
    size: file.size,
    read: async () => new Uint8Array(await file.arrayBuffer()),
  }));

const filesOf = ({ collections }: Browser): FilesFunctions => ({
  pack: async ({ collection, ...run }) => packRunFile(run, collection),
  gif: async film => encodeGif(film),
  webm: () => Promise.reject(new Error('Node encodes no video.')),
  read: async ({ files: given, present }) => readFiles(given, present),
  hand: async ({ files: given, first }) => {
    if (first) handed.length = 0;
    handed.push(...given);
  },
  kind: async () => kindOf(takeHanded()),
  gather: options => gatherCollection(takeHanded(), options, decodePicture),
  keep: collection => collections.write(collection),
});

/** Lets messages, microtasks and due timers run for a while. */
export async function ticks(count = 20): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(resolve => setImmediate(resolve));
}

export async function until<T>(found: () => T, what: string): Promise<NonNullable<T>> {
  const deadline = process.hrtime.bigint() + 55_000_000_000n;
  for (;;) {
    const it = found();
    if (it) return it;
    if (process.hrtime.bigint() > deadline) throw new Error(`It never came to ${what}`);
    await ticks(1);
  }
}

/** Opens a page, which is closed when the test ends. */
export function openPage(options: PageOptions = {}): Page {
  const { hash = '', search = '', computes = 'counting', mayMove = false, recording = true } = options;
  const { browser = openBrowser() } = options;
  const address = new FakeAddress(hash, search);
  vi.stubGlobal('fetch', fetchPublic);
  // Node has one from version 21 on.
  if (!('navigator' in globalThis)) vi.stubGlobal('navigator', {});
  let worker!: LocalWorker;
  let device!: CountingDevice;
  let open = true;
  const spawnEngine = () => {
    device = new CountingDevice();
    const openDevice: typeof chooseDevice = (choice, options) =>
      computes === 'cpu' ? chooseDevice('cpu', options) : device.open(choice, options);
    worker = options.spawnEngine?.() ?? engineWorker({ ...browser, openDevice });
    return worker;
  };
  const engines = {
    spawnEngine,
    spawnFiles: () => workerOf(filesOf(browser), tellFailure),
    base: BASE,
    fetchData: fromData,
    fetchPretrained: recording ? fromPretrained : never,
    fetchLesson: options.fetchLesson ?? never,
  };
  const threads = {
    read: () => browser.threads,
    write: (chosen: number | null) => {
      browser.threads = chosen;
    },
  };
  const storages = {
    runs: new RunStorage(browser.tables),
    drawings: browser.drawings,
    collections: browser.collections,
    threads,
    lessonDraft: {
      read: () => browser.lesson,
      write: (json: string | null) => {
        browser.lesson = json;
      },
    },
  };
  const nextFrame = (work: (now: number) => void) => {
    setTimeout(() => open && work(performance.now()), 0);
  };
  const app = createApp(engines, storages, address, { nextFrame, mayMove });
  const page: Page = {
    app,
    address,
    browser,
    get worker() {
      return worker;
    },
    get device() {
      return device;
    },
    get state() {
      return app.store.getState();
    },
    get notices() {
      return app.notices.noticesOf(page.state);
    },
    get messages() {
      return page.notices.map(({ message }) => message);
    },
    until: async (holds, what = String(holds)) => {
      await until(() => holds(page.state), `${what}; told: ${page.messages.join(' / ')}`);
      return page.state;
    },
    untilTold: text =>
      until(() => page.notices.find(({ message }) => message.includes(text)), `a notice with “${text}”`),
    act(notice) {
      notice.action?.run({ takeOver: app.runs.takeOver, goBack: app.settings.goBack });
      app.notices.dismiss(notice.key);
    },
    reload() {
      page.close();
      return openPage({ ...options, browser, hash: address.hash, search: address.search });
    },
    close() {
      open = false;
      app.close();
    },
  };
  onTestFinished(() => page.close());
  return page;
}

/** Workers in this thread: calls go over the real bridge, in messages that are cloned as in a browser. */

import type { chooseDevice } from '../../src/engine/device/chooseDevice.ts';
import { Engine } from '../../src/engine/engine.ts';
import { tellFailure } from '../../src/engine/failures.ts';
import type { CollectionStorage } from '../../src/storage/collectionStorage.ts';
import { RunStorage } from '../../src/storage/runStorage.ts';
import type { Tables } from '../../src/storage/tables.ts';
import type { WorkerLike } from '../../src/store/engine/engineLine.ts';
import { type PortLike, type Served, serve } from '../../src/wire/bridge.ts';
import { memoryCollections } from '../storage/memoryCollections.ts';
import type { FakeLocks } from './fakeLocks.ts';

type Listener = (event: MessageEvent) => void;

/** A dead worker's calls wait here for ever. */
export const never = <T>(): Promise<T> => new Promise(() => {});

export class LocalWorker implements WorkerLike {
  onerror: ((event: ErrorEvent) => unknown) | null = null;
  onmessageerror: ((event: MessageEvent) => unknown) | null = null;
  alive = true;
  private mute = false;
  private readonly page: Listener[] = [];
  private readonly inside: Listener[] = [];
  /** What the worker sees of the page. */
  readonly port: PortLike = {
    postMessage: (message, transfer) => this.pass(message, transfer, this.page),
    addEventListener: (_, listener) => void this.inside.push(listener),
  };

  constructor(private readonly ended: () => void = () => {}) {}

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.pass(message, transfer, this.inside);
  }

  addEventListener(_: 'message', listener: Listener): void {
    this.page.push(listener);
  }

  terminate(): void {
    this.alive = false;
    this.ended();
  }

  throwUp(): void {
    this.onerror?.({ message: 'it threw up' } as ErrorEvent);
  }

  /** As after self.close(): no event, no answer. */
  fallSilent(): void {
    this.mute = true;
  }

  private pass(message: unknown, transfer: Transferable[], to: readonly Listener[]): void {
    if (!this.alive || this.mute) return;
    const data = structuredClone(message, { transfer });
    queueMicrotask(() => {
      if (!this.alive || this.mute) return;
      for (const listener of to) listener({ data } as MessageEvent);
    });
  }
}

/** A worker that serves `functions`. */
export function workerOf(functions: Served, tell = tellFailure): LocalWorker {
  const worker = new LocalWorker();
  serve(worker.port, functions, tell);
  return worker;
}

export interface EngineParts {
  readonly tables: Tables;
  /** None where they are left out. */
  readonly collections?: CollectionStorage;
  /** Without them every tab writes. */
  readonly locks?: FakeLocks;
  readonly openDevice: typeof chooseDevice;
}

let ids = 0;

/** A worker with the real engine. Once it is terminated nothing of it reaches the tables. */
export function engineWorker({
  tables,
  collections = memoryCollections(),
  locks,
  openDevice,
}: EngineParts): LocalWorker {
  const worker: LocalWorker = new LocalWorker(() => locks?.release(worker));
  const guarded: Tables = {
    read: work => (worker.alive ? tables.read(work) : never()),
    write: work =>
      worker.alive
        ? tables.write(async transaction => {
            const result = await work(transaction);
            // Killed before the transaction was complete.
            return worker.alive ? result : never();
          })
        : never(),
  };
  const engine = new Engine({
    openDevice,
    storage: new RunStorage(guarded),
    collections,
    locks: locks?.of(worker),
    newId: () => `id${ids++}`,
    build: '0-test',
    browser: 'none',
  });
  serve(worker.port, engine.serve(), tellFailure);
  return worker;
}

/** Serves the engine to the page. */
import { browserTables } from '../storage/browserTables.ts';
import { browserCollections } from '../storage/collectionStorage.ts';
import { newId } from '../storage/newId.ts';
import { RunStorage } from '../storage/runStorage.ts';
import { type PortLike, serve } from '../wire/bridge.ts';
import { chooseDevice } from './device/chooseDevice.ts';
import { Engine } from './engine.ts';
import { tellFailure } from './failures.ts';

const engine = new Engine({
  openDevice: chooseDevice,
  storage: new RunStorage(browserTables()),
  collections: browserCollections,
  locks: navigator.locks as LockManager | undefined,
  newId,
  build: __BUILD_ID__,
  browser: navigator.userAgent,
});
serve(globalThis as unknown as PortLike, engine.serve(), tellFailure);
// Unhandled errors would otherwise show only on the console.
addEventListener('unhandledrejection', event => engine.fail(event.reason));

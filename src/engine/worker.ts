/** The worker's entry: binds the session to the page. */
import type { Command, Event } from '../protocol/messages.ts';
import { type PortLike, typedPort } from '../protocol/typedPort.ts';
import { browserTables } from '../storage/browserTables.ts';
import { newId } from '../storage/newId.ts';
import { RunStorage } from '../storage/runStorage.ts';
import { chooseDevice } from './device/chooseDevice.ts';
import { Session } from './session.ts';

const page = typedPort<Command, Event>(globalThis as unknown as PortLike, command =>
  session.receive(command),
);
const session = new Session(page.send, {
  openDevice: chooseDevice,
  storage: new RunStorage(browserTables()),
  locks: navigator.locks as LockManager | undefined,
  newId,
  build: __BUILD_ID__,
  browser: navigator.userAgent,
});
// An error that nobody awaited: without this it would end on the console only.
addEventListener('unhandledrejection', event => session.fail(event.reason));

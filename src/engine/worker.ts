/** The worker's entry: binds the session to the page. */
import type { Command, Event } from '../protocol/messages.ts';
import { type PortLike, typedPort } from '../protocol/typedPort.ts';
import { Session } from './session.ts';

const page = typedPort<Command, Event>(globalThis as unknown as PortLike, command =>
  session.receive(command),
);
const session = new Session(page.send);

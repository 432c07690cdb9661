import type { Event } from '../protocol/messages.ts';

/** Says something to the page. */
export type Send = (event: Event, transfer?: Transferable[]) => void;

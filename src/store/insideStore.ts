/** What the network's blocks made of the last picture that was asked about. */
import { createStore } from 'zustand/vanilla';
import type { InspectedEvent } from '../protocol/inspect.ts';

export const insideStore = createStore<{ readonly inside: InspectedEvent | null }>(() => ({ inside: null }));

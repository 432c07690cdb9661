/** The network's newest answer to the picture and the level that the timeline shows. */
import { createStore } from 'zustand/vanilla';
import type { DenoisedEvent } from '../protocol/messages.ts';

export const answerStore = createStore<{ readonly answer: DenoisedEvent | null }>(() => ({ answer: null }));

export function takeAnswer(answer: DenoisedEvent): void {
  answerStore.setState({ answer });
}

export function forgetAnswer(): void {
  answerStore.setState({ answer: null });
}

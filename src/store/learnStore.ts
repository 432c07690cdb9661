/** Which chapter of the text is open. It is part of the page's address: `?learn=forward`. */
import { createStore } from 'zustand/vanilla';

const KEY = 'learn';

export interface LearnState {
  /** Null while the text is closed. */
  readonly chapter: string | null;
  /** On a small screen the text makes room for what it speaks of, and waits at the window's edge. */
  readonly folded: boolean;
}

export const learnStore = createStore<LearnState>(() => ({
  chapter: new URLSearchParams(location.search).get(KEY),
  folded: false,
}));

export function openChapter(chapter: string): void {
  learnStore.setState({ chapter, folded: false });
  writeAddress(chapter);
}

export function closeText(): void {
  learnStore.setState({ chapter: null, folded: false });
  writeAddress(null);
}

export function foldText(folded: boolean): void {
  learnStore.setState({ folded });
}

function writeAddress(chapter: string | null): void {
  const address = new URL(location.href);
  if (chapter === null) address.searchParams.delete(KEY);
  else address.searchParams.set(KEY, chapter);
  history.replaceState(history.state, '', address);
}

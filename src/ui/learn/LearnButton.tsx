import { BookOpen } from 'lucide-react';
import { useEffect } from 'react';
import { useActions, useApp } from '../useApp.ts';
import { CHAPTERS, loadChapters } from './registry.ts';

export function LearnButton() {
  const { learn } = useActions();
  const open = useApp(state => state.learn.chapter !== null);
  usePreload();
  return (
    <button
      type="button"
      className="button"
      aria-expanded={open}
      onClick={() => (open ? learn.closeText() : learn.openChapter(CHAPTERS[0]!.id))}
    >
      <BookOpen aria-hidden /> Learn
    </button>
  );
}

/** Loads the chapters once the engine is ready and the page is idle. */
function usePreload(): void {
  const loaded = useApp(({ engine }) => engine.device !== null);
  useEffect(() => {
    if (!loaded) return;
    const load = () => void loadChapters();
    // Safari has no requestIdleCallback.
    if (!('requestIdleCallback' in window)) setTimeout(load, 2000);
    else requestIdleCallback(load);
  }, [loaded]);
}

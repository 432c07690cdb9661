import { BookOpen } from 'lucide-react';
import { useEffect } from 'react';
import { CHAPTERS } from '../../lessons/chapters.ts';
import { useActions, useApp } from '../useApp.ts';
import { loadPanel } from './LessonDrawer.tsx';

export function LearnButton() {
  const { lessons } = useActions();
  const open = useApp(state => state.lesson.chapter !== null);
  usePreload();
  return (
    <button
      type="button"
      className="button"
      aria-expanded={open}
      onClick={() => (open ? lessons.close() : void lessons.openChapter(CHAPTERS[0]!.id))}
    >
      <BookOpen aria-hidden /> Learn
    </button>
  );
}

/** Fonts of formulas that the page itself does not use. */
const FONTS = /^KaTeX_(AMS|Caligraphic|Size\d)$/;

/** Loads the chapters once the engine is ready and the page is idle, so that they open without a connection. */
function usePreload(): void {
  const { lessons } = useActions();
  const ready = useApp(({ engine }) => engine.device !== null);
  useEffect(() => {
    if (!ready) return;
    const load = () => {
      const fonts = [...document.fonts].filter(
        ({ family, weight }) => FONTS.test(family) && weight !== 'bold',
      );
      // What fails is tried again when a chapter is opened.
      void Promise.allSettled([loadPanel(), lessons.loadChapters(), ...fonts.map(font => font.load())]);
    };
    // Safari has no requestIdleCallback.
    if (!('requestIdleCallback' in window)) setTimeout(load, 2000);
    else requestIdleCallback(load);
  }, [ready, lessons]);
}

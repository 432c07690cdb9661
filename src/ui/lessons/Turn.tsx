import { ChevronLeft, ChevronRight } from 'lucide-react';
import { CHAPTERS } from '../../lessons/chapters.ts';
import type { Lesson } from '../../lessons/lesson.ts';
import { useActions, useApp } from '../useApp.ts';

/** Leads to the step before and the next one, and on to the next chapter. */
export function Turn({ lesson }: { readonly lesson: Lesson }) {
  const { lessons } = useActions();
  const { at, chapter } = useApp(state => state.lesson);
  const last = lesson.steps.length - 1;
  const i = CHAPTERS.findIndex(({ id }) => id === chapter);
  const before = at === 0 ? CHAPTERS[i - 1] : undefined;
  const after = at === last && i >= 0 ? CHAPTERS[i + 1] : undefined;
  return (
    <nav className="learn-turn" aria-label="Steps">
      <button
        type="button"
        className="button"
        disabled={at === 0 && !before}
        onClick={() => void (before ? lessons.openChapter(before.id) : lessons.goTo(at - 1))}
      >
        <ChevronLeft aria-hidden /> {before?.title ?? 'Back'}
      </button>
      <button
        type="button"
        className="button button-primary"
        disabled={at === last && !after}
        onClick={() => void (after ? lessons.openChapter(after.id) : lessons.goTo(at + 1))}
      >
        {after?.title ?? 'Next'} <ChevronRight aria-hidden />
      </button>
    </nav>
  );
}

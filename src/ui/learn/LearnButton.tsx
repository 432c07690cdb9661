import { BookOpen } from 'lucide-react';
import { useActions, useApp } from '../useApp.ts';
import { CHAPTERS } from './registry.ts';

export function LearnButton() {
  const { learn } = useActions();
  const open = useApp(state => state.learn.chapter !== null);
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

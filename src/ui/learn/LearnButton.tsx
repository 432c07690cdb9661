import { BookOpen } from 'lucide-react';
import { useStore } from 'zustand';
import { closeText, learnStore, openChapter } from '../../store/learnStore.ts';
import { CHAPTERS } from './registry.ts';

export function LearnButton() {
  const open = useStore(learnStore, state => state.chapter !== null);
  return (
    <button
      type="button"
      className="button"
      aria-expanded={open}
      onClick={() => (open ? closeText() : openChapter(CHAPTERS[0]!.id))}
    >
      <BookOpen aria-hidden /> Learn
    </button>
  );
}

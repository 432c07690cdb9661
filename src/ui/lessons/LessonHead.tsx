import { ChevronDown, ChevronUp, Pencil, X } from 'lucide-react';
import { CHAPTERS } from '../../lessons/chapters.ts';
import { useActions, useApp } from '../useApp.ts';

/** Goes to a chapter, or to a step of another lesson; folds the text away, and closes it. */
export function LessonHead() {
  const { lessons, recorder } = useActions();
  const { chapter, folded, preview } = useApp(({ lesson }) => lesson);
  const close = preview ? 'Edit on' : chapter === null ? 'Close the lesson' : 'Close the text';
  return (
    <header className="learn-head">
      <button
        type="button"
        className="icon-button learn-fold"
        aria-expanded={!folded}
        aria-label={folded ? 'Read on' : 'Show the page'}
        onClick={() => lessons.fold(!folded)}
      >
        {folded ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
      </button>
      {chapter === null ? <StepChoice /> : <ChapterChoice chapter={chapter} />}
      <button
        type="button"
        className="icon-button"
        aria-label={close}
        title={close}
        onClick={() => (preview ? recorder.open() : lessons.close())}
      >
        {preview ? <Pencil aria-hidden /> : <X aria-hidden />}
      </button>
    </header>
  );
}

function ChapterChoice({ chapter }: { readonly chapter: string }) {
  const { lessons } = useActions();
  return (
    <label className="learn-choice">
      <span className="visually-hidden">Chapter</span>
      <select
        className="select"
        value={chapter}
        onChange={event => void lessons.openChapter(event.target.value)}
      >
        {CHAPTERS.map(({ id, title }, i) => (
          <option key={id} value={id}>
            {i + 1}. {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function StepChoice() {
  const { lessons } = useActions();
  const { open, at } = useApp(({ lesson }) => lesson);
  return (
    <label className="learn-choice">
      <span className="visually-hidden">Step</span>
      <select className="select" value={at} onChange={event => void lessons.goTo(Number(event.target.value))}>
        {open?.steps.map(({ title }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps may have the same title
          <option key={i} value={i}>
            {i + 1}. {title}
          </option>
        ))}
      </select>
    </label>
  );
}

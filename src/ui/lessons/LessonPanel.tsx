import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Pencil, RotateCcw, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Lesson } from '../../lessons/lesson.ts';
import { useActions, useApp } from '../useApp.ts';
import { StepText } from './StepText.tsx';

/** The open lesson, step by step. */
export default function LessonPanel() {
  const { open } = useApp(({ lesson }) => lesson);
  return open && <Panel lesson={open} />;
}

function Panel({ lesson }: { readonly lesson: Lesson }) {
  const { lessons, recorder } = useActions();
  const { at, folded, preview } = useApp(state => state.lesson);
  const text = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins at its top
  useEffect(() => {
    text.current?.scrollTo(0, 0);
  }, [at, lesson]);
  const { steps } = lesson;
  const step = steps[at]!;
  return (
    <>
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
        <label className="learn-choice">
          <span className="visually-hidden">Step</span>
          <select
            className="select"
            value={at}
            onChange={event => void lessons.goTo(Number(event.target.value))}
          >
            {steps.map(({ title }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps may have the same title
              <option key={i} value={i}>
                {i + 1}. {title}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="icon-button"
          aria-label={preview ? 'Edit on' : 'Close the lesson'}
          title={preview ? 'Edit on' : 'Close the lesson'}
          onClick={() => (preview ? recorder.open() : lessons.close())}
        >
          {preview ? <Pencil aria-hidden /> : <X aria-hidden />}
        </button>
      </header>
      <div className="learn-text" ref={text}>
        <p className="muted lesson-name">
          {lesson.title} · {at + 1} of {steps.length}
        </p>
        <h2>{step.title}</h2>
        <StepText key={at} step={step} />
        <nav className="learn-turn" aria-label="Steps">
          <button
            type="button"
            className="button"
            disabled={at === 0}
            onClick={() => void lessons.goTo(at - 1)}
          >
            <ChevronLeft aria-hidden /> Back
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={at === steps.length - 1}
            onClick={() => void lessons.goTo(at + 1)}
          >
            Next <ChevronRight aria-hidden />
          </button>
        </nav>
        <div className="row lesson-more">
          <button
            type="button"
            className="button button-quiet"
            title="Put the page in this step’s state once more"
            onClick={() => void lessons.again()}
          >
            <RotateCcw aria-hidden /> Set the page again
          </button>
          {!preview && (
            <button type="button" className="button button-quiet" onClick={recorder.editOpen}>
              <Pencil aria-hidden /> Edit a copy
            </button>
          )}
        </div>
      </div>
    </>
  );
}

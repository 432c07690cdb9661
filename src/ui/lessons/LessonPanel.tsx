import { Pencil, RotateCcw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Lesson } from '../../lessons/lesson.ts';
import { showPart } from '../showPart.ts';
import { useActions, useApp } from '../useApp.ts';
import { StepText } from './StepText.tsx';
import { Turn } from './Turn.tsx';

/** The open lesson or chapter, step by step. */
export default function LessonPanel() {
  const { open, problem } = useApp(({ lesson }) => lesson);
  if (open) return <StepInView lesson={open} />;
  return problem === null ? <p className="muted">Loading …</p> : <Failed problem={problem} />;
}

function Failed({ problem }: { readonly problem: string }) {
  const { lessons } = useActions();
  const chapter = useApp(({ lesson }) => lesson.chapter);
  return (
    <div className="learn-text" role="alert">
      <p>This chapter could not be shown: {problem} Check the connection.</p>
      <button
        type="button"
        className="button"
        onClick={() => chapter !== null && void lessons.openChapter(chapter)}
      >
        <RotateCcw aria-hidden /> Try again
      </button>
    </div>
  );
}

function StepInView({ lesson }: { readonly lesson: Lesson }) {
  const { lessons, recorder } = useActions();
  const { at, chapter, preview } = useApp(state => state.lesson);
  const text = useRef<HTMLDivElement>(null);
  const { steps } = lesson;
  const step = steps[at]!;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins at its top
  useEffect(() => {
    text.current?.scrollTo(0, 0);
    if (step.page.part) showPart(step.page.part, 'nearest');
  }, [at, lesson]);
  return (
    <div className="learn-text" ref={text}>
      <p className="muted lesson-name">
        {chapter === null && `${lesson.title} · `}
        {at + 1} of {steps.length}
      </p>
      <h2>{step.title}</h2>
      <StepText key={at} step={step} />
      <Turn lesson={lesson} />
      <div className="row lesson-more">
        {chapter === null && (
          <button
            type="button"
            className="button button-quiet"
            title="Put the page in this step’s state once more"
            onClick={() => void lessons.again()}
          >
            <RotateCcw aria-hidden /> Set the page again
          </button>
        )}
        {!preview && (
          <button type="button" className="button button-quiet" onClick={recorder.editOpen}>
            <Pencil aria-hidden /> Edit a copy
          </button>
        )}
      </div>
    </div>
  );
}

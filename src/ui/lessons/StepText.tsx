import { FlaskConical, MousePointerClick } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ButtonState, Step } from '../../lessons/lesson.ts';
import { reasonAgainst } from '../../store/settings/rules.ts';
import { COVERS_THE_PAGE } from '../learn/Do.tsx';
import { useActions } from '../useApp.ts';
import { Markdown } from './Markdown.tsx';
import { QuestionForm } from './QuestionForm.tsx';

/** What a step says, what to try, and its question. */
export function StepText({ step }: { readonly step: Step }) {
  const { text, try: exercise, buttons, question } = step;
  const button = (name: string, label: ReactNode) =>
    Object.hasOwn(buttons, name) ? <StateButton state={buttons[name]!}>{label}</StateButton> : null;
  return (
    <>
      <Markdown text={text} button={button} />
      {exercise !== '' && (
        <section className="lesson-try" aria-label="Try it">
          <h3>
            <FlaskConical aria-hidden /> Try it
          </h3>
          <Markdown text={exercise} button={button} />
        </section>
      )}
      {question && <QuestionForm question={question} />}
    </>
  );
}

/** Puts the page in a state of the lesson, and trains or samples if it says so. */
function StateButton({ state, children }: { readonly state: ButtonState; readonly children: ReactNode }) {
  const app = useActions();
  const press = async () => {
    if (matchMedia(COVERS_THE_PAGE).matches) app.lessons.fold(true);
    const { does, ...page } = state;
    if (!(await app.putPageIn(page))) return;
    if (does === 'sample') app.sampling.sample();
    if (does === 'train' && reasonAgainst(app.store.getState()) === null) app.runs.train('start');
  };
  return (
    <button type="button" className="button do" onClick={() => void press()}>
      <MousePointerClick aria-hidden /> {children}
    </button>
  );
}

import { FlaskConical, MousePointerClick } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ButtonState, Step } from '../../lessons/lesson.ts';
import { showPart } from '../showPart.ts';
import { useActions } from '../useApp.ts';
import { Markdown } from './Markdown.tsx';
import { QuestionForm } from './QuestionForm.tsx';

/** On such screens the text lies over the page. */
const COVERS_THE_PAGE = '(max-width: 60rem)';

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
    if ((await app.pressButton(state)) && state.part) showPart(state.part, 'start');
  };
  return (
    <button type="button" className="button do" onClick={() => void press()}>
      <MousePointerClick aria-hidden /> {children}
    </button>
  );
}

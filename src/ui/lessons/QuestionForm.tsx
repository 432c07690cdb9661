import { CircleCheck, CircleX } from 'lucide-react';
import { useId } from 'react';
import type { Question } from '../../lessons/lesson.ts';
import { useActions, useApp } from '../useApp.ts';
import { Markdown } from './Markdown.tsx';

/** A question with answers: the chosen one says whether it is right, and why. */
export function QuestionForm({ question: { text, answers } }: { readonly question: Question }) {
  const { lessons } = useActions();
  const chosen = useApp(({ lesson }) => lesson.answers[lesson.at] ?? null);
  const name = useId();
  const answer = chosen === null ? null : answers[chosen];
  return (
    <fieldset className="lesson-question">
      <legend>
        <Markdown text={text} />
      </legend>
      {answers.map((each, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: answers may read the same
        <label key={i} className="lesson-answer">
          <input type="radio" name={name} checked={chosen === i} onChange={() => lessons.answer(i)} />
          <span>
            <Markdown text={each.text} />
          </span>
        </label>
      ))}
      <div role="status">
        {answer && (
          <div className={answer.right ? 'lesson-verdict right' : 'lesson-verdict wrong'}>
            {answer.right ? <CircleCheck aria-hidden /> : <CircleX aria-hidden />}
            <div>
              <strong>{answer.right ? 'Right.' : 'Not so.'}</strong>
              {answer.why && <Markdown text={answer.why} />}
            </div>
          </div>
        )}
      </div>
    </fieldset>
  );
}

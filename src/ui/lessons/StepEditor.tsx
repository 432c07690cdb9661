import { Plus, Trash2 } from 'lucide-react';
import type { Question, Step } from '../../lessons/lesson.ts';

interface Props {
  readonly step: Step;
  readonly onChange: (changes: Partial<Step>) => void;
}

/** The words of a step. */
export function StepEditor({ step, onChange }: Props) {
  const { title, text, try: exercise, question } = step;
  return (
    <>
      <label className="recorder-field">
        Title
        <input
          className="select"
          value={title}
          maxLength={300}
          onChange={event => onChange({ title: event.target.value })}
        />
      </label>
      <label className="recorder-field">
        Text
        <textarea
          className="select"
          rows={7}
          value={text}
          placeholder="Markdown; formulas between dollar signs: $x_t$"
          onChange={event => onChange({ text: event.target.value })}
        />
      </label>
      <label className="recorder-field">
        What to try
        <textarea
          className="select"
          rows={2}
          value={exercise}
          onChange={event => onChange({ try: event.target.value })}
        />
      </label>
      {question ? (
        <QuestionEditor question={question} onChange={changed => onChange({ question: changed })} />
      ) : (
        <button
          type="button"
          className="button"
          onClick={() =>
            onChange({ question: { text: '', answers: [{ text: '', right: true }, { text: '' }] } })
          }
        >
          <Plus aria-hidden /> Add a question
        </button>
      )}
    </>
  );
}

interface QuestionProps {
  readonly question: Question;
  readonly onChange: (question: Question | undefined) => void;
}

function QuestionEditor({ question, onChange }: QuestionProps) {
  const { text, answers } = question;
  const change = (i: number, changes: Partial<Question['answers'][number]>) =>
    onChange({
      ...question,
      answers: answers.map((answer, j) => (i === j ? { ...answer, ...changes } : answer)),
    });
  return (
    <fieldset className="recorder-question stack">
      <legend>Question</legend>
      <label className="recorder-field">
        The question
        <textarea
          className="select"
          rows={2}
          value={text}
          onChange={event => onChange({ ...question, text: event.target.value })}
        />
      </label>
      {answers.map((answer, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: answers are known by their place
        <div key={i} className="recorder-answer">
          <label className="recorder-field">
            Answer {i + 1}
            <input
              className="select"
              value={answer.text}
              onChange={event => change(i, { text: event.target.value })}
            />
          </label>
          <label className="recorder-right">
            <input
              type="checkbox"
              checked={answer.right ?? false}
              onChange={event => change(i, { right: event.target.checked })}
            />
            right
          </label>
          <button
            type="button"
            className="icon-button"
            aria-label={`Delete answer ${i + 1}`}
            disabled={answers.length <= 2}
            onClick={() => onChange({ ...question, answers: answers.toSpliced(i, 1) })}
          >
            <Trash2 aria-hidden />
          </button>
          <label className="recorder-field recorder-why">
            Why
            <input
              className="select"
              value={answer.why ?? ''}
              onChange={event => change(i, { why: event.target.value })}
            />
          </label>
        </div>
      ))}
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={answers.length >= 8}
          onClick={() => onChange({ ...question, answers: [...answers, { text: '' }] })}
        >
          <Plus aria-hidden /> Add an answer
        </button>
        <button type="button" className="button button-quiet" onClick={() => onChange(undefined)}>
          Remove the question
        </button>
      </div>
    </fieldset>
  );
}

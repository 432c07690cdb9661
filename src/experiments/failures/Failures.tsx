import { FlaskConical, Lightbulb } from 'lucide-react';
import { useState } from 'react';
import { showPart } from '../../ui/showPart.ts';
import { useActions } from '../../ui/useApp.ts';
import { Changes } from './Changes.tsx';
import { FAILURES, type Failure } from './failures.ts';
import { Pair } from './Pair.tsx';
import { tryFailure } from './tryFailure.ts';
import './failures.css';

/** Set-ups that go wrong: predict how, try it, and read why. */
export default function Failures() {
  const [id, setId] = useState(FAILURES[0]!.id);
  const failure = FAILURES.find(row => row.id === id)!;
  return (
    <div className="failures">
      <ul className="failure-list">
        {FAILURES.map(row => (
          <li key={row.id}>
            <button
              type="button"
              className="failure-choice"
              aria-pressed={row.id === id}
              onClick={() => setId(row.id)}
            >
              {row.title}
            </button>
          </li>
        ))}
      </ul>
      <Prediction key={id} failure={failure} />
    </div>
  );
}

function Prediction({ failure }: { failure: Failure }) {
  const { id, title, config, question, choices, right, reveal, begins } = failure;
  const [chosen, setChosen] = useState<number | null>(null);
  const [revealed, setRevealed] = useState(false);
  const app = useActions();
  const tryIt = async () => {
    const begun = await tryFailure(app, failure);
    if (!begun) return;
    const part = begins === 'training' ? 'denoiser' : 'generate';
    app.timeline.lookAt(part);
    showPart(part, 'start');
  };
  return (
    <article className="stack failure" aria-label={title}>
      <Changes config={config} />
      <fieldset className="failure-question">
        <legend>{question}</legend>
        {choices.map((choice, i) => (
          <label
            key={choice}
            data-right={revealed && i === right}
            data-wrong={revealed && i === chosen && i !== right}
          >
            <input
              type="radio"
              name={`failure-${id}`}
              checked={chosen === i}
              disabled={revealed}
              onChange={() => setChosen(i)}
            />
            <span>
              {choice}
              {revealed && i === right && <strong> – that is right.</strong>}
            </span>
          </label>
        ))}
      </fieldset>
      <div className="row">
        <button type="button" className="button button-primary" onClick={() => void tryIt()}>
          <FlaskConical aria-hidden /> Try it
        </button>
        <button
          type="button"
          className="button"
          disabled={chosen === null || revealed}
          onClick={() => setRevealed(true)}
        >
          <Lightbulb aria-hidden /> Reveal
        </button>
        {chosen === null && <span className="muted">Choose what you expect, then reveal.</span>}
      </div>
      <Pair failure={failure} revealed={revealed} />
      {revealed && (
        <div className="failure-reveal stack" role="status">
          {reveal.map(paragraph => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      )}
    </article>
  );
}

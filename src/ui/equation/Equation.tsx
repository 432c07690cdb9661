import type { Part } from '../../store/timeline/place.ts';
import { useActions, useApp } from '../useApp.ts';
import { ClosedForm } from './ClosedForm.tsx';
import { ReverseStep } from './ReverseStep.tsx';
import { TrainingLoss } from './TrainingLoss.tsx';
import './equation.css';

const CHOICES: readonly (readonly [Part, string])[] = [
  ['noise', 'Noising'],
  ['denoiser', 'Training'],
  ['generate', 'Generating'],
];

/** The equation of the part in use, with live pictures for symbols. */
export function Equation() {
  const { timeline } = useActions();
  const attended = useApp(({ place }) => place.part);
  const part = attended === 'data' ? 'noise' : attended;
  return (
    <section className="equation" aria-label="The equation in use">
      <fieldset className="equation-choice" aria-label="Which equation">
        {CHOICES.map(([choice, name]) => (
          <button
            key={choice}
            type="button"
            className="segment"
            data-state={choice === part ? 'on' : 'off'}
            aria-pressed={choice === part}
            onClick={() => timeline.lookAt(choice)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      {part === 'noise' && <ClosedForm />}
      {part === 'denoiser' && <TrainingLoss />}
      {part === 'generate' && <ReverseStep />}
    </section>
  );
}

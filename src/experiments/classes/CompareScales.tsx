import { Scale } from 'lucide-react';
import { useState } from 'react';
import { formatClasses } from '../../config/classSequence.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { ownClassNames } from '../../store/pictures/collections.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';

/** The guidance scales that are compared, each with the slot of its sampling. */
export const SCALES = [
  { w: 0, slot: 'guidance0', words: 'asks for anything' },
  { w: 1, slot: 'guidance1', words: 'asks as in training' },
  { w: 3, slot: 'guidance3', words: 'insists' },
  { w: 7, slot: 'guidance7', words: 'insists too much' },
] as const;

export type ComparedScale = (typeof SCALES)[number];

const DIGITS = [...'0123456789'];
/** Of digits, one that differs much from the others. */
const FIRST = 3;

interface Props {
  /** Settings of the samplings that differ from those in view. */
  readonly changes: Partial<RunConfig>;
}

/** Chooses a class, and samples it at every scale from the same noise. */
export function CompareScales({ changes }: Props) {
  const ready = useApp(state => state.run.ready !== null);
  const { sampling } = useActions();
  const names = useApp(ownClassNames) ?? DIGITS;
  const [chosen, setChosen] = useState(FIRST);
  const asked = chosen < names.length ? chosen : 0;
  const compare = () => {
    for (const { w, slot } of SCALES) {
      sampling.sample({
        slot,
        keeps: 'newest',
        changes: { ...changes, guidanceScale: w, sampleDigits: formatClasses([asked]) },
      });
    }
  };
  return (
    <div className="row">
      <label id="guided-digit-label" htmlFor="guided-digit">
        {names === DIGITS ? 'Digit' : 'Class'}
      </label>
      <div className="guided-digit">
        <ChoiceControl
          id="guided-digit"
          options={names.map((_, i) => String(i))}
          labels={Object.fromEntries(names.map((name, i) => [i, name]))}
          value={String(asked)}
          onChange={option => setChosen(Number(option))}
        />
      </div>
      <button type="button" className="button button-primary" disabled={!ready} onClick={compare}>
        <Scale aria-hidden /> Compare four scales
      </button>
    </div>
  );
}

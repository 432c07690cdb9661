import { Scale } from 'lucide-react';
import { useState } from 'react';
import { spread } from '../../math/spread.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { useSampling } from '../useSampling.ts';

const COUNT = 8;
const ROWS = [
  { w: 0, slot: 'guidance0', words: 'asks for anything' },
  { w: 1, slot: 'guidance1', words: 'as it was trained' },
  { w: 3, slot: 'guidance3', words: 'insists' },
  { w: 7, slot: 'guidance7', words: 'insists too much' },
] as const;
const DIGITS = [...'0123456789'];
const LABELS = Object.fromEntries(DIGITS.map(digit => [digit, digit]));

/** Guidance against diversity: the same eight noises, one digit, four scales. */
export function Guidance() {
  const ready = useApp(state => state.run.ready !== null);
  const { sampling } = useActions();
  const [digit, setDigit] = useState('3');
  const compare = () => {
    for (const { w, slot } of ROWS) {
      const changes = { guidanceScale: w, sampleDigits: digit, sampleCount: COUNT };
      sampling.sample({ slot, keeps: 'newest', changes });
    }
  };
  return (
    <section className="stack guidance" aria-labelledby="guidance-title">
      <h3 id="guidance-title">What insisting costs</h3>
      <p className="muted">
        The network answers twice, told the digit and told none, and we go on in the direction from the one to
        the other: none + w (told − none). The larger w, the surer the digit, and the more alike the pictures.
        Each column starts from the same noise.
      </p>
      <div className="row">
        <label id="guided-digit-label" htmlFor="guided-digit">
          Digit
        </label>
        <div className="guided-digit">
          <ChoiceControl
            id="guided-digit"
            options={DIGITS}
            labels={LABELS}
            value={digit}
            onChange={setDigit}
          />
        </div>
        <button type="button" className="button button-primary" disabled={!ready} onClick={compare}>
          <Scale aria-hidden /> Compare four scales
        </button>
      </div>
      {ROWS.map(row => (
        <Row key={row.slot} {...row} />
      ))}
    </section>
  );
}

function Row({ w, slot, words }: (typeof ROWS)[number]) {
  const { newest, result, resultNumbers } = useSampling(slot);
  if (!newest) return null;
  return (
    <figure className="guidance-row">
      <figcaption className="numbers">
        <strong>w = {w}</strong> <span className="muted">{words}</span>
        <span className="muted">variety {resultNumbers ? spread(resultNumbers, COUNT).toFixed(3) : '…'}</span>
      </figcaption>
      <PictureGrid
        bytes={result ?? newest.pictures.x0Hat}
        count={COUNT}
        columns={COUNT}
        label={`Eight pictures at guidance scale ${w}`}
      />
    </figure>
  );
}

import { PenLine } from 'lucide-react';
import { parseClasses } from '../../config/classSequence.ts';
import { ownClassNames } from '../../store/pictures/collections.ts';
import { ParamControl } from '../../ui/controls/ParamControl.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { useSampling } from '../useSampling.ts';

/** The most copies of the number, if they fit. */
const TIMES = 3;
const MOST_PICTURES = 64;
/** Of one picture: two alone need not fill the page. */
const WIDEST_REM = 10;
const MOST_REM = 40;

/** Draws the classes that are asked for, of digits a number, several times from different noise. */
export function WriteNumber() {
  const ready = useApp(state => state.run.ready !== null);
  const asked = parseClasses(useApp(state => state.config.sampleDigits));
  const names = useApp(ownClassNames);
  const { drawn, newest, count, shape, result } = useSampling('number');
  const { sampling } = useActions();
  const times = Math.max(1, Math.min(TIMES, Math.floor(MOST_PICTURES / asked.length)));
  const write = () =>
    sampling.sample({ slot: 'number', keeps: 'newest', changes: { sampleCount: times * asked.length } });
  const drew = parseClasses(drawn?.config.sampleDigits ?? '0');
  const written = names ? drew.map(one => names[one % names.length]).join(', ') : drew.join('');
  return (
    <section className="write-number" aria-label="Ask for these">
      <div className="stack">
        <ParamControl name="sampleDigits" />
        <ParamControl name="guidanceScale" />
        <div className="row">
          <button type="button" className="button button-primary" disabled={!ready} onClick={write}>
            <PenLine aria-hidden /> {names ? 'Draw them' : 'Write it'}
          </button>
        </div>
      </div>
      {newest ? (
        <figure style={{ maxWidth: `${Math.min(MOST_REM, WIDEST_REM * drew.length)}rem` }}>
          <PictureGrid
            bytes={result ?? newest.pictures.x0Hat}
            shape={shape}
            count={count}
            columns={drew.length}
            label={`${names ? '' : 'The number '}${written}, drawn ${count / drew.length} times`}
          />
          <figcaption className="muted numbers" role="status">
            {written} at w = {drawn?.config.guidanceScale}
            {result ? '' : ' …'}
          </figcaption>
        </figure>
      ) : (
        <p className="muted empty">
          {names
            ? 'Name classes, with commas between them; each picture shows one of them.'
            : 'Type a number; each picture shows one of its digits.'}
        </p>
      )}
    </section>
  );
}

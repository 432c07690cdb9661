import { PenLine } from 'lucide-react';
import { ParamControl } from '../../ui/controls/ParamControl.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useActions, useApp } from '../../ui/useApp.ts';
import { useSampling } from '../useSampling.ts';

/** The most copies of the number, if they fit. */
const TIMES = 3;
const MOST_PICTURES = 64;

/** Writes a number with pictures, several times from different noise. */
export function WriteNumber() {
  const ready = useApp(state => state.run.ready !== null);
  const digits = useApp(state => state.config.sampleDigits);
  const { drawn, newest, count, shape, result } = useSampling('number');
  const { sampling } = useActions();
  const times = Math.max(1, Math.min(TIMES, Math.floor(MOST_PICTURES / digits.length)));
  const write = () =>
    sampling.sample({ slot: 'number', keeps: 'newest', changes: { sampleCount: times * digits.length } });
  const written = drawn?.config.sampleDigits ?? '';
  return (
    <section className="write-number" aria-label="Write this number">
      <div className="stack">
        <ParamControl name="sampleDigits" />
        <ParamControl name="guidanceScale" />
        <div className="row">
          <button type="button" className="button button-primary" disabled={!ready} onClick={write}>
            <PenLine aria-hidden /> Write it
          </button>
        </div>
      </div>
      {newest ? (
        <figure>
          <PictureGrid
            bytes={result ?? newest.pictures.x0Hat}
            shape={shape}
            count={count}
            columns={written.length}
            label={`The number ${written}, written ${count / written.length} times`}
          />
          <figcaption className="muted numbers" role="status">
            {written} at w = {drawn?.config.guidanceScale}
            {result ? '' : ' …'}
          </figcaption>
        </figure>
      ) : (
        <p className="muted empty">Type a number; each picture shows one of its digits.</p>
      )}
    </section>
  );
}

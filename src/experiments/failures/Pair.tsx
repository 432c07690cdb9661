import { type ReactNode, useMemo } from 'react';
import { DEFAULT_CONFIG } from '../../config/runConfig.ts';
import { shapeOf } from '../../data/sets/registry.ts';
import { sizeOf } from '../../data/shape.ts';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useApp } from '../../ui/useApp.ts';
import type { Failure, Shows } from './failures.ts';
import { LossPair } from './LossPair.tsx';
import { liveOf } from './live.ts';
import { picturesOf, recordOf } from './records.ts';

interface Props {
  readonly failure: Failure;
  readonly revealed: boolean;
}

const COLUMNS = 4;
/** All failures are of the page's opening data. */
const SHAPE = shapeOf(DEFAULT_CONFIG);

const WHAT: { readonly [S in Shows]: string } = {
  previews: 'Samples',
  result: 'Samples',
  firstGuess: 'First guesses of the picture',
};
const WAITING: { readonly [S in Shows]: string } = {
  previews: 'Yours appear with the first preview.',
  result: 'Yours are being drawn.',
  firstGuess: 'Let it train a little, then press Sample.',
};

/** Pictures with the fault beside the healthy ones: the present run's own while the failure is being tried. */
export function Pair({ failure, revealed }: Props) {
  const live = useApp(useMemo(() => liveOf(failure), [failure]));
  if (!revealed && !live) return null;
  const what = WHAT[failure.shows];
  return (
    <section className="stack failure-pair" aria-label="Healthy and with the fault">
      <div className="failure-sides">
        <Side title={`Healthy: ${failure.healthy.words}`} what={what} record={failure.healthy.id} />
        {live?.pictures ? (
          <Pictures
            title="With the fault"
            words={`${what}, ${live.step === null ? 'drawn just now by the pretrained network' : `yours after ${steps(live.step)}`}`}
            bytes={live.pictures}
          />
        ) : revealed ? (
          <Side title="With the fault" what={what} record={failure.id} />
        ) : (
          <Figure title="With the fault" words={WAITING[failure.shows]}>
            <span className="failure-waiting" />
          </Figure>
        )}
      </div>
      {failure.comparesLoss && <LossPair failure={failure} trains={live !== null} />}
    </section>
  );
}

const steps = (count: number): string =>
  `${count.toLocaleString('en')} training ${count === 1 ? 'step' : 'steps'}`;

/** The recorded pictures. */
function Side({ title, what, record }: { title: string; what: string; record: string }) {
  const recorded = recordOf(record);
  const bytes = useMemo(() => picturesOf(recorded), [recorded]);
  const by = recorded.steps === null ? 'from the pretrained network' : `after ${steps(recorded.steps)}`;
  return <Pictures title={title} words={`${what}, recorded ${by}`} bytes={bytes} />;
}

interface PicturesProps {
  readonly title: string;
  readonly words: string;
  readonly bytes: Uint8Array | Uint8ClampedArray;
}

function Pictures({ title, words, bytes }: PicturesProps) {
  return (
    <Figure title={title} words={words}>
      <PictureGrid
        bytes={bytes}
        shape={SHAPE}
        count={bytes.length / sizeOf(SHAPE)}
        columns={COLUMNS}
        label={`${title}. ${words}`}
      />
    </Figure>
  );
}

function Figure({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <figure>
      <figcaption>
        <strong>{title}</strong>
        <span className="muted numbers">{words}</span>
      </figcaption>
      {children}
    </figure>
  );
}

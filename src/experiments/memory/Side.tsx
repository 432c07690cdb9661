import { CircleStop, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { isPlane, shapeOf } from '../../data/sets/registry.ts';
import { useActions, useApp } from '../../ui/useApp.ts';
import { Pairs } from './Pairs.tsx';
import { PointPairs } from './PointPairs.tsx';
import type { Compared } from './useNearest.ts';
import { copyFigures } from './verdict.ts';

interface Props {
  readonly title: string;
  readonly slot: string;
  readonly denoiser: 'network' | 'exact';
  readonly compared: Compared;
  readonly mark: number;
  /** Describes the denoiser and its training. */
  readonly children: ReactNode;
}

/** Down to t = 0: a step that ends at more noise blurs which of two points near each other was copied. */
const TO_THE_DATA = { spacing: 'leading' } as const;

/** One denoiser's samples, each with its nearest training image. */
export function Side({ title, slot, denoiser, compared, mark, children }: Props) {
  const ready = useApp(state => state.run.ready !== null);
  const { sampling } = useActions();
  const { drawn, pictures, samples } = compared;
  const plane = useApp(({ run }) => isPlane(run.config));
  const running = drawn?.status === 'running';
  const id = `memory-${denoiser}`;
  return (
    <section className="stack memory-side" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p className="muted memory-what">{children}</p>
      <div className="row">
        {running ? (
          <button type="button" className="button memory-main" onClick={() => sampling.cancelSample(slot)}>
            <CircleStop aria-hidden /> Cancel
          </button>
        ) : (
          <button
            type="button"
            className="button button-primary memory-main"
            disabled={!ready}
            onClick={() =>
              sampling.sample({ slot, keeps: 'newest', changes: { denoiser, ...(plane && TO_THE_DATA) } })
            }
          >
            <Sparkles aria-hidden /> {denoiser === 'network' ? 'Sample the network' : 'Sample the exact one'}
          </button>
        )}
        <p className="muted numbers" role="status">
          {status(compared, mark)}
        </p>
      </div>
      {samples && plane ? (
        <PointPairs points={samples} nearest={compared.nearest} />
      ) : pictures ? (
        <Pairs pictures={pictures} shape={shapeOf(drawn!.config)} nearest={compared.nearest} mark={mark} />
      ) : (
        <p className="muted empty">
          {plane
            ? 'Its points will appear here, each with a line to the training point nearest to it.'
            : 'Its samples will appear here, each above the training image nearest to it.'}
        </p>
      )}
    </section>
  );
}

function status({ drawn, done, total, pictures, nearest }: Compared, mark: number): string {
  if (!drawn) return '';
  if (drawn.status === 'running') return total === 0 ? 'Starting …' : `Step ${done} of ${total}`;
  if (!pictures) return 'Cancelled.';
  if (!nearest) return 'Comparing with all that was trained on …';
  const { median, copies, count } = copyFigures(nearest.distances, mark);
  const told = `Median distance ${median.toFixed(3)}`;
  return Number.isNaN(mark) ? told : `${told}; ${copies} of ${count} are copies`;
}

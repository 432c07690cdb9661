import type { StoredFrame, View } from '../../store/frameStore.ts';
import { Formula } from '../Formula.tsx';
import { PictureGrid } from '../PictureGrid.tsx';

interface Props {
  readonly frame: StoredFrame;
  readonly count: number;
  readonly views: readonly View[];
  /** The finished pictures, where they are what is shown. */
  readonly result: Uint8ClampedArray | null;
}

const CAPTIONS: { readonly [K in View]: { readonly tex: string; readonly words: string } } = {
  xt: { tex: 'x_t', words: 'where the step starts' },
  x0Hat: { tex: String.raw`\hat x_0`, words: 'the picture it guesses' },
  epsHat: { tex: String.raw`\hat\varepsilon`, words: 'the noise it guesses' },
};

/** The frame's pictures, one grid a view. */
export function FramePictures({ frame, count, views, result }: Props) {
  const columns = Math.ceil(Math.sqrt(count));
  return (
    <div className={`views views-${views.length}`}>
      {views.map(view => {
        const finished = view === 'xt' && result !== null;
        const { tex, words } = CAPTIONS[view];
        return (
          <figure key={view}>
            <PictureGrid
              bytes={finished ? result : frame.pictures[view]}
              count={count}
              columns={columns}
              label={finished ? 'The finished pictures' : `${view} of frame ${frame.seq + 1}`}
            />
            <figcaption>
              <Formula tex={finished ? 'x_0' : tex} />{' '}
              <span className="muted">{finished ? 'the result' : words}</span>
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}

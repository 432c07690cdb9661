import { PIXELS } from '../../data/imageSet.ts';
import { asDrawings, shownDrawings } from '../../store/drawings/drawings.ts';
import { derive } from '../../store/memo.ts';
import { PictureGrid } from '../PictureGrid.tsx';
import { useActions, useApp } from '../useApp.ts';
import { useMedia } from '../useMedia.ts';
import { captionOf } from './drawingWords.ts';

const COLUMNS = { narrow: 6, phone: 8 };
/** The number of pictures that the engine sends. */
const SHOWN = 40;

/** The first pictures of the data; a click chooses one for the whole page. */
export function DataPictures() {
  const dataset = useApp(state => state.config.dataset);
  return dataset === 'drawings' ? <Drawn /> : <Digits />;
}

function Digits() {
  const images = useApp(state => state.run.images);
  const dataset = useApp(state => state.run.ready?.dataset);
  if (!images || dataset?.name !== 'mnist') {
    return (
      <p className="muted data-pictures" role="status">
        {dataset?.name === 'drawings'
          ? 'The present network learns drawings. Apply changes loads the digits.'
          : 'Loading the digits …'}
      </p>
    );
  }
  const count = images.pixels.length / PIXELS;
  const digits = images.labels ? `: ${[...images.labels].join(', ')}` : '';
  return (
    <figure className="data-pictures">
      <Pictures bytes={images.pixels} count={count} total={count} label={`MNIST digits${digits}`} />
      <figcaption className="muted numbers">
        {count} of {dataset.count.toLocaleString('en')} handwritten digits (MNIST, LeCun 1998)
      </figcaption>
    </figure>
  );
}

const firstDrawings = derive([shownDrawings], drawings => asDrawings(drawings.slice(0, SHOWN)));

function Drawn() {
  const drawings = useApp(state => state.drawings);
  const { count, pixels } = useApp(firstDrawings);
  const total = useApp(state => shownDrawings(state).length);
  if (count === 0) {
    return (
      <p className="muted empty data-pictures">
        {drawings.loaded
          ? 'Draw something, or drop pictures on the page. A dozen are enough to train on.'
          : ''}
      </p>
    );
  }
  return (
    <figure className="data-pictures">
      <Pictures
        bytes={pixels}
        count={count}
        total={total}
        label={drawings.visit ? captionOf(drawings) : 'My drawings'}
      />
      <figcaption className="muted numbers">{captionOf(drawings)}</figcaption>
    </figure>
  );
}

interface Props {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** Number of all drawings. */
  readonly total: number;
  readonly label: string;
}

function Pictures({ bytes, count, total, label }: Props) {
  const { timeline } = useActions();
  const chosen = useApp(({ place }) => place.imageIndex) % total;
  const phone = useMedia('(max-width: 48rem)');
  const columns = Math.min(phone ? COLUMNS.phone : COLUMNS.narrow, count);
  const rows = Math.ceil(count / columns);
  const pick = (event: React.MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const index = row * columns + column;
    if (index < count) timeline.chooseImage(index);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for the mouse to what the buttons below do
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same
    <div className="pick-picture" onClick={pick}>
      <PictureGrid bytes={bytes} count={count} columns={columns} label={label} />
      {chosen < count && (
        <span
          className="picked"
          style={{
            width: `${100 / columns}%`,
            height: `${100 / rows}%`,
            left: `${(100 * (chosen % columns)) / columns}%`,
            top: `${(100 * Math.floor(chosen / columns)) / rows}%`,
          }}
        />
      )}
    </div>
  );
}

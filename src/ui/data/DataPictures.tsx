import { useMemo } from 'react';
import { useStore } from 'zustand';
import { PIXELS } from '../../data/imageSet.ts';
import { asDrawings, drawingsStore } from '../../store/drawingsStore.ts';
import { chooseImage, timelineStore } from '../../store/timeline.ts';
import { PictureGrid } from '../PictureGrid.tsx';
import { useApp } from '../useApp.ts';
import { useMedia } from '../useMedia.ts';

const COLUMNS = { narrow: 6, phone: 8 };
/** As many as the engine sends of a data set. */
const SHOWN = 40;

/** The first pictures of the data as they are; a click makes one the picture that the whole page speaks of. */
export function DataPictures() {
  const dataset = useApp(state => state.config.dataset);
  return dataset === 'drawings' ? <Drawn /> : <Digits />;
}

function Digits() {
  const images = useApp(state => state.images);
  const dataset = useApp(state => state.ready?.dataset);
  if (!images || dataset?.name !== 'mnist') {
    return (
      <p className="muted data-pictures" role="status">
        The digits are on their way …
      </p>
    );
  }
  const count = images.pixels.length / PIXELS;
  const digits = images.labels ? `: ${[...images.labels].join(', ')}` : '';
  return (
    <figure className="data-pictures">
      <Pictures bytes={images.pixels} count={count} label={`MNIST digits${digits}`} />
      <figcaption className="muted numbers">
        {count} of {dataset.count.toLocaleString('en')} digits that people wrote (MNIST, LeCun 1998)
      </figcaption>
    </figure>
  );
}

function Drawn() {
  const drawings = useStore(drawingsStore, state => state.drawings);
  const loaded = useStore(drawingsStore, state => state.loaded);
  const { count, pixels } = useMemo(() => asDrawings(drawings.slice(0, SHOWN)), [drawings]);
  if (count === 0) {
    return (
      <p className="muted empty data-pictures">
        {loaded ? 'Draw something, or drop pictures on the page. A dozen are enough to train on.' : ''}
      </p>
    );
  }
  return (
    <figure className="data-pictures">
      <Pictures bytes={pixels} count={count} label="My drawings" />
      <figcaption className="muted numbers">
        {drawings.length === 1 ? 'One drawing' : `${drawings.length} drawings`}, kept in this browser
      </figcaption>
    </figure>
  );
}

interface Props {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly label: string;
}

function Pictures({ bytes, count, label }: Props) {
  const chosen = useStore(timelineStore, state => state.imageIndex) % count;
  const phone = useMedia('(max-width: 48rem)');
  const columns = Math.min(phone ? COLUMNS.phone : COLUMNS.narrow, count);
  const rows = Math.ceil(count / columns);
  const pick = (event: React.MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const index = row * columns + column;
    if (index < count) chooseImage(index);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for the mouse to what the buttons below do
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same
    <div className="pick-picture" onClick={pick}>
      <PictureGrid bytes={bytes} count={count} columns={columns} label={label} />
      <span
        className="picked"
        style={{
          width: `${100 / columns}%`,
          height: `${100 / rows}%`,
          left: `${(100 * (chosen % columns)) / columns}%`,
          top: `${(100 * Math.floor(chosen / columns)) / rows}%`,
        }}
      />
    </div>
  );
}

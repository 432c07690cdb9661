import { parseCollectionId } from '../../data/collection.ts';
import { DATA_SETS } from '../../data/sets/registry.ts';
import type { ShownPixels } from '../../render/pictures.ts';
import { asDrawings, drawingsOfShape, shownDrawings } from '../../store/drawings/drawings.ts';
import { derive } from '../../store/memo.ts';
import { classNames, collectionInView } from '../../store/pictures/collections.ts';
import { imagesInView, shapeInView } from '../../store/settings/dataInView.ts';
import type { AppState } from '../../store/state.ts';
import { PictureGrid } from '../PictureGrid.tsx';
import { useActions, useApp } from '../useApp.ts';
import { useMedia } from '../useMedia.ts';
import { captionOf, otherShapesWords } from './drawingWords.ts';

const COLUMNS = { narrow: 6, phone: 8 };
/** The number of pictures that the engine sends. */
const SHOWN = 40;

/** The first pictures of the data; a click chooses one for the whole page. */
export function DataPictures() {
  const dataset = useApp(state => state.config.dataset);
  return dataset === 'drawings' ? <Drawn /> : <Given />;
}

/** Pictures that the engine sends. */
function Given() {
  const { label, many, credit } = DATA_SETS[useApp(({ config }) => config.dataset)];
  const collection = useApp(collectionInView);
  const missing = useApp(missingPictures);
  const classes = useApp(classNames);
  const images = useApp(imagesInView);
  const ready = useApp(({ run }) => run.ready?.dataset);
  const waits = useApp(({ run, config }) => run.ready !== null && run.config.dataset !== config.dataset);
  if (missing) return <p className="muted empty data-pictures">{missing}</p>;
  if (!images || !ready) {
    return (
      <p className="muted data-pictures" role="status">
        {waits
          ? `The present network learns other pictures. Press Apply changes to load the ${many}.`
          : `Loading the ${many} …`}
      </p>
    );
  }
  const { pixels, labels, count } = images;
  const names = labels && classes ? `: ${Array.from(labels, name => classes[name]).join(', ')}` : '';
  return (
    <figure className="data-pictures">
      <Pictures bytes={pixels} count={count} total={count} label={`${collection?.name ?? label}${names}`} />
      <figcaption className="muted numbers">
        {count} of {ready.count.toLocaleString('en')} {collection?.credit || credit}
      </figcaption>
    </figure>
  );
}

/** Why there are no pictures of the settings' collection; null if there are, or it is not known yet. */
const missingPictures = derive(
  [({ config }: AppState) => config, collectionInView, ({ collections }: AppState) => collections.loaded],
  ({ dataset, pictures }, collection, loaded) => {
    if (dataset !== 'pictures' || collection || !loaded) return null;
    if (pictures === '') return 'Add a folder of pictures, or choose a set that is already here.';
    const name = parseCollectionId(pictures)?.name ?? pictures;
    return `“${name}” is not in this browser. Add the same pictures again with the same settings, or open a run file that holds them.`;
  },
);

const firstDrawings = derive([shownDrawings], drawings => asDrawings(drawings.slice(0, SHOWN)));

function Drawn() {
  const loaded = useApp(state => state.drawings.loaded);
  const drawings = useApp(drawingsOfShape);
  const others = useApp(state => state.drawings.own.length) - drawings.own.length;
  const { count, pixels } = useApp(firstDrawings);
  const total = useApp(state => shownDrawings(state).length);
  if (count === 0) {
    return (
      <p className="muted empty data-pictures">
        {loaded ? 'Draw something, or drop pictures on the page. A dozen are enough to train on.' : ''}{' '}
        {otherShapesWords(others)}
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
      <figcaption className="muted numbers">
        {captionOf(drawings)}
        {others > 0 && `. ${otherShapesWords(others)}`}
      </figcaption>
    </figure>
  );
}

interface Props {
  readonly bytes: ShownPixels;
  readonly count: number;
  /** Number of all drawings. */
  readonly total: number;
  readonly label: string;
}

function Pictures({ bytes, count, total, label }: Props) {
  const { timeline } = useActions();
  const shape = useApp(shapeInView);
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
      <PictureGrid bytes={bytes} shape={shape} count={count} columns={columns} label={label} />
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

import { PIXELS } from '../../data/imageSet.ts';
import { PictureGrid } from '../PictureGrid.tsx';
import { useApp } from '../useApp.ts';

const COLUMNS = 10;

/** The first images of the run's data set, as they are. */
export function MnistSample() {
  const images = useApp(state => state.images);
  const dataset = useApp(state => state.ready?.dataset);
  if (!images || dataset?.name !== 'mnist') {
    return (
      <p className="mnist-sample muted" role="status">
        The digits are on their way …
      </p>
    );
  }
  const count = images.pixels.length / PIXELS;
  const digits = images.labels ? `: ${[...images.labels].join(', ')}` : '';
  return (
    <figure className="mnist-sample">
      <PictureGrid bytes={images.pixels} count={count} columns={COLUMNS} label={`MNIST digits${digits}`} />
      <figcaption className="muted numbers">
        {count} of {dataset.count.toLocaleString('en')} digits that people wrote (MNIST, LeCun 1998).
      </figcaption>
    </figure>
  );
}

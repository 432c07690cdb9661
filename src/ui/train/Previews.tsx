import { Eye } from 'lucide-react';
import { useMemo } from 'react';
import { previewNow } from '../../store/engineClient.ts';
import { toGrey } from '../../store/frameStore.ts';
import { PictureGrid } from '../PictureGrid.tsx';
import { useApp } from '../useApp.ts';

/** What the network draws by now, from the same noise each time, with averaged and with raw weights. */
export function Previews() {
  const preview = useApp(state => state.preview);
  const ready = useApp(state => state.ready !== null);
  const pictures = useMemo(
    () => preview && { ema: toGrey(preview.ema, 1), raw: toGrey(preview.raw, 1) },
    [preview],
  );
  return (
    <div className="previews">
      <div className="row chart-head">
        <h3>{preview ? `What it draws at step ${preview.step.toLocaleString('en')}` : 'What it draws'}</h3>
        <button type="button" className="button" disabled={!ready} onClick={previewNow}>
          <Eye aria-hidden /> Preview now
        </button>
      </div>
      {preview && pictures ? (
        <div className="preview-pair">
          <figure>
            <PictureGrid
              bytes={pictures.ema}
              count={preview.count}
              columns={4}
              label="Samples with averaged weights"
            />
            <figcaption className="muted">EMA: the weights, averaged over the last steps</figcaption>
          </figure>
          <figure>
            <PictureGrid
              bytes={pictures.raw}
              count={preview.count}
              columns={4}
              label="Samples with raw weights"
            />
            <figcaption className="muted">Raw: the weights of that very step</figcaption>
          </figure>
        </div>
      ) : (
        <p className="muted empty">
          Samples appear here by themselves while the network trains, always from the same noise, so that you
          see it learn.
        </p>
      )}
    </div>
  );
}

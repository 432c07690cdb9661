import { Eye } from 'lucide-react';
import { useMemo } from 'react';
import { isPoint } from '../../data/shape.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import { runShape } from '../../store/settings/dataInView.ts';
import { PictureGrid } from '../PictureGrid.tsx';
import { CloudPreviews } from '../plane/CloudPreviews.tsx';
import { useActions, useApp } from '../useApp.ts';

/** Samples drawn during training, always from the same noise, with averaged and with raw weights. */
export function Previews() {
  const { runs } = useActions();
  const preview = useApp(({ run }) => run.preview);
  const shape = useApp(runShape);
  const ready = useApp(({ run }) => run.ready !== null);
  const pictures = useMemo(
    () => preview && { ema: toBytes(preview.ema, 1), raw: toBytes(preview.raw, 1) },
    [preview],
  );
  return (
    <div className="previews">
      <div className="row chart-head">
        <h3 className="numbers">
          {preview ? `As it learns, step ${preview.step.toLocaleString('en')}` : 'As it learns'}
        </h3>
        <button type="button" className="button" disabled={!ready} onClick={runs.previewNow}>
          <Eye aria-hidden /> Preview now
        </button>
      </div>
      {preview && isPoint(shape) ? (
        <CloudPreviews preview={preview} />
      ) : preview && pictures ? (
        <>
          <figure className="preview-row" title="The weights, averaged over the last steps">
            <figcaption>EMA</figcaption>
            <PictureGrid
              bytes={pictures.ema}
              shape={shape}
              count={preview.count}
              columns={preview.count}
              label="Samples with averaged weights"
            />
          </figure>
          <figure className="preview-row" title="The weights of that step alone">
            <figcaption>Raw</figcaption>
            <PictureGrid
              bytes={pictures.raw}
              shape={shape}
              count={preview.count}
              columns={preview.count}
              label="Samples with raw weights"
            />
          </figure>
        </>
      ) : (
        <p className="muted empty previews-empty">
          While the network trains, samples appear here, always from the same noise.
        </p>
      )}
    </div>
  );
}

import { useState } from 'react';
import { pictureOf, sizeOf } from '../../data/shape.ts';
import type { StoredFrame } from '../../store/sampling/frames.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { type UsedSampling, useSampling } from '../useSampling.ts';

/** Pictures in a strip: evenly spaced frames, and the result. */
const LENGTH = 8;
const GREY = 128;
const LABELS = { xt: 'xₜ', x0Hat: 'x̂₀' };
type Shown = keyof typeof LABELS;

/** The way from the pause to the end, with and without the painting. */
export function BothWays({ picture }: { picture: number }) {
  const [view, setView] = useState<Shown>('x0Hat');
  const original = useSampling('original');
  const fork = useSampling('fork');
  // A fork older than the original belongs to another sampling.
  const first =
    fork.drawn && original.drawn && fork.drawn.id > original.drawn.id ? fork.frames[0] : undefined;
  if (!first) {
    return (
      <p className="muted empty">
        Paint on the picture, then continue. Ink pulls pixels towards +1, paper towards −1, and noise makes
        the network forget what was there.
      </p>
    );
  }
  const seqs = Array.from({ length: LENGTH - 1 }, (_, i) =>
    Math.round(first.seq + (i * (original.total - 1 - first.seq)) / (LENGTH - 2)),
  );
  const at = (frames: readonly StoredFrame[], seq: number) => frames.find(frame => frame.seq === seq);
  return (
    <div className="stack both-ways">
      <div className="both-ways-view">
        <span id="both-ways-view-label" className="visually-hidden">
          What is shown
        </span>
        <ChoiceControl
          id="both-ways-view"
          options={Object.keys(LABELS)}
          labels={LABELS}
          value={view}
          onChange={next => setView(next as Shown)}
        />
      </div>
      {(
        [
          ['Untouched', original],
          ['Painted', fork],
        ] as const
      ).map(([name, sampling]) => (
        <figure key={name}>
          <figcaption>{name}</figcaption>
          <PictureGrid
            bytes={strip(sampling, seqs, view, picture)}
            shape={sampling.shape}
            count={LENGTH}
            columns={LENGTH}
            label={`${name}: from the pause to the result`}
          />
        </figure>
      ))}
      <ol className="strip-times numbers muted" aria-label="t of each picture">
        {seqs.map((seq, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a strip's places; short ways show a frame twice
          <li key={i}>{at(original.frames, seq)?.row.t}</li>
        ))}
        <li>end</li>
      </ol>
      <p className="muted" role="status">
        {fork.running
          ? 'Sampling …'
          : 'Both start from the same picture, except for your strokes, and get the same noise at every step.'}
      </p>
    </div>
  );
}

/** Grey for pictures that are not there yet. */
function strip(
  { frames, result, shape }: UsedSampling,
  seqs: readonly number[],
  view: Shown,
  picture: number,
) {
  const bytes = new Uint8ClampedArray(LENGTH * sizeOf(shape)).fill(GREY);
  const put = (place: number, of: Uint8ClampedArray) =>
    bytes.set(pictureOf(of, shape, picture), place * sizeOf(shape));
  seqs.forEach((seq, i) => {
    const frame = frames.find(candidate => candidate.seq === seq);
    if (frame) put(i, frame.pictures[view]);
  });
  if (result) put(LENGTH - 1, result);
  return bytes;
}

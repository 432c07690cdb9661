import { useMemo } from 'react';
import { isPoint, pictureOf, sizeOf } from '../../data/shape.ts';
import { toBytes } from '../../store/sampling/frames.ts';
import type { AppState, Sampling } from '../../store/state.ts';
import { forwardInView, processInView } from '../../store/timeline/forward.ts';
import { levelOfFrame, nearestFrameTo } from '../../store/timeline/playback.ts';
import { PictureGrid } from '../PictureGrid.tsx';
import { DrawnStrip, NoisedStrip } from '../plane/CloudStrip.tsx';
import { planeInView } from '../plane/planePoints.ts';
import { useApp } from '../useApp.ts';
import { useMedia } from '../useMedia.ts';

/** The timeline at a glance: the chosen picture as noise takes over, or the generated picture as it emerges. */
export function FilmStrip() {
  const generating = useApp(({ place }) => place.part === 'generate');
  const sampling = useApp(({ samplings }) => samplings.main);
  const length = useMedia('(max-width: 48rem)') ? 12 : 30;
  const plane = useApp(planeInView);
  const { T } = useApp(processInView);
  const times = useMemo(() => levels(length, T), [length, T]);
  if (generating && sampling && sampling.frames.length > 0) {
    if (isPoint(sampling.shape)) return <DrawnStrip sampling={sampling} times={times} />;
    return <Reverse sampling={sampling} length={length} />;
  }
  return plane ? <NoisedStrip times={times} /> : <Forward length={length} />;
}

/** The level at the middle of each picture. */
const levels = (length: number, T: number): number[] =>
  Array.from({ length }, (_, i) => Math.round((1 - (i + 0.5) / length) * (T - 1)));

function Forward({ length }: { length: number }) {
  const forward = useApp(forwardInView);
  const bytes = useMemo(() => {
    const film = new Uint8ClampedArray(length * sizeOf(forward.shape));
    for (const [i, t] of levels(length, forward.process.T).entries()) {
      film.set(toBytes(forward.at(t), 1), i * sizeOf(forward.shape));
    }
    return film;
  }, [forward, length]);
  return <PictureGrid bytes={bytes} shape={forward.shape} count={length} columns={length} label="" />;
}

function Reverse({ sampling, length }: { sampling: Sampling; length: number }) {
  const { T } = useApp(processInView);
  const sampleIndex = useApp(({ place }) => place.sampleIndex);
  const film = useMemo(() => filmOf(sampling, length, T, sampleIndex), [sampling, length, T, sampleIndex]);
  return <PictureGrid bytes={film} shape={sampling.shape} count={length} columns={length} label="" />;
}

function filmOf(sampling: Sampling, length: number, T: number, sampleIndex: number): Uint8ClampedArray {
  const { frames, count, shape, total, result, config } = sampling;
  const standing: Pick<AppState, 'samplings' | 'config'> = {
    samplings: { main: sampling },
    config: { ...config, T },
  };
  // Grey for frames that are not there yet.
  const film = new Uint8ClampedArray(length * sizeOf(shape)).fill(127);
  for (const [i, t] of levels(length, T).entries()) {
    const place = nearestFrameTo(standing, t);
    const known = frames.length === total || t >= levelOfFrame(standing, frames.length - 1);
    const pictures = frames[place]?.pictures.xt ?? result;
    if (known && pictures) film.set(pictureOf(pictures, shape, sampleIndex % count), i * sizeOf(shape));
  }
  return film;
}

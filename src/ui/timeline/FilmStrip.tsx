import { useMemo } from 'react';
import { useStore } from 'zustand';
import { PIXELS } from '../../data/imageSet.ts';
import { toGrey } from '../../store/frameStore.ts';
import { levelOfFrame, nearestFrameTo } from '../../store/playback.ts';
import { timelineStore } from '../../store/timeline.ts';
import { useFrames } from '../generate/useFrames.ts';
import { useForward } from '../noise/useForward.ts';
import { PictureGrid } from '../PictureGrid.tsx';
import { useMedia } from '../useMedia.ts';

/** The whole way at a glance: the chosen picture drowning, or the picture being generated as it comes out. */
export function FilmStrip() {
  const generating = useStore(timelineStore, state => state.part === 'generate');
  const frames = useFrames('main').frames.length;
  const length = useMedia('(max-width: 48rem)') ? 12 : 30;
  return generating && frames > 0 ? <Reverse length={length} /> : <Forward length={length} />;
}

/** The level in the middle of each picture's place on the line. */
const levels = (length: number, T: number): number[] =>
  Array.from({ length }, (_, i) => Math.round((1 - (i + 0.5) / length) * (T - 1)));

function Forward({ length }: { length: number }) {
  const forward = useForward();
  const bytes = useMemo(() => {
    const film = new Uint8ClampedArray(length * PIXELS);
    for (const [i, t] of levels(length, forward.process.T).entries()) {
      film.set(toGrey(forward.at(t), 1), i * PIXELS);
    }
    return film;
  }, [forward, length]);
  return <PictureGrid bytes={bytes} count={length} columns={length} label="" />;
}

function Reverse({ length }: { length: number }) {
  const { process } = useForward();
  const sampleIndex = useStore(timelineStore, state => state.sampleIndex);
  const { frames, count, total, result } = useFrames('main');
  const start = (sampleIndex % Math.max(1, count)) * PIXELS;
  // Grey where nothing is known yet.
  const film = new Uint8ClampedArray(length * PIXELS).fill(127);
  for (const [i, t] of levels(length, process.T).entries()) {
    const place = nearestFrameTo(t);
    const known = frames.length === total || t >= levelOfFrame(frames.length - 1);
    const pictures = frames[place]?.pictures.xt ?? result;
    if (known && pictures) film.set(pictures.subarray(start, start + PIXELS), i * PIXELS);
  }
  return <PictureGrid bytes={film} count={length} columns={length} label="" />;
}

/** Moves along the timeline: by hand, by key, by playing, or following a sampling in progress. */
import type { Context } from '../context.ts';
import { NO_FRAMES } from '../sampling/frames.ts';
import type { AppState } from '../state.ts';
import { levelInView } from './place.ts';
import type { TimelineActions } from './timeline.ts';

export const SPEEDS = [2, 5, 10, 25, 60] as const;

/** Without frames, playing from noise to data takes as long as this many frames. */
const LEVELS_PLAYED = 60;
const COARSE = 10;

const main = ({ samplings }: Pick<AppState, 'samplings'>) => samplings.main ?? NO_FRAMES;

/** The number of frames, plus one for the result once it is there. */
function places(state: Pick<AppState, 'samplings'>): number {
  const { frames, result } = main(state);
  return frames.length + (result ? 1 : 0);
}

type Standing = Pick<AppState, 'place' | 'config' | 'samplings'>;

/** Index of the frame in view; -1 if there is none. */
export function frameInView(state: Standing): number {
  const { frame } = state.place;
  const count = places(state);
  if (frame === null && count > 0) return nearestFrameTo(state, levelInView(state));
  return Math.min(typeof frame === 'number' ? frame : count, count - 1);
}

/** The level of a frame, with the edited settings' T; -1 for the result. */
export function levelOfFrame({ samplings, config }: Omit<Standing, 'place'>, place: number): number {
  const frame = samplings.main?.frames[place];
  if (!frame) return -1;
  const T = samplings.main?.config.T ?? config.T;
  return (frame.row.t * (config.T - 1)) / (T - 1);
}

export function nearestFrameTo(state: Omit<Standing, 'place'>, t: number): number {
  let nearest = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (let place = 0; place < places(state); place++) {
    const d = Math.abs(levelOfFrame(state, place) - t);
    if (d < distance) [nearest, distance] = [place, d];
  }
  return nearest;
}

/** @param nextFrame calls back before the browser paints, with the time in milliseconds. */
export function createPlayback(
  { get, patch, whenever }: Context,
  timeline: TimelineActions,
  nextFrame: (work: (now: number) => void) => void,
) {
  /** Whether the timeline follows a sampling's newest frame, until the user moves. */
  let following = false;

  const goToFrame = (place: number) => {
    const within = Math.min(places(get()) - 1, Math.max(0, place));
    if (within >= 0) timeline.seekFrame(within, levelOfFrame(get(), within));
  };
  const standStill = () => {
    following = false;
    if (get().playback.playing) patch('playback', { playing: false });
  };
  const atEnd = () =>
    places(get()) > 0 ? frameInView(get()) === places(get()) - 1 : levelInView(get()) === 0;
  const goToStart = () => {
    if (places(get()) > 0) goToFrame(0);
    else timeline.seek(Number.POSITIVE_INFINITY);
  };
  const amongFrames = () => get().place.part === 'generate' && places(get()) > 0;

  const play = () => {
    patch('playback', { playing: true });
    if (atEnd()) goToStart();
    let last = performance.now();
    const tick = (now: number) => {
      const { playback, config } = get();
      if (!playback.playing) return;
      const due = Math.floor(((now - last) * playback.fps) / 1000);
      if (places(get()) > 0) {
        if (due > 0) {
          last += (due * 1000) / playback.fps;
          goToFrame(frameInView(get()) + due);
        }
      } else {
        const levels = ((now - last) / 1000) * playback.fps * (config.T / LEVELS_PLAYED);
        if (levels >= 1) {
          last = now;
          timeline.seek(levelInView(get()) - levels);
        }
      }
      if (atEnd()) patch('playback', { playing: false });
      else nextFrame(tick);
    };
    nextFrame(tick);
  };

  whenever(
    ({ samplings }) => samplings.main?.id,
    () => {
      if (!get().samplings.main?.leads) return;
      standStill();
      following = true;
      patch('place', { part: 'generate', frame: null });
    },
  );
  whenever(places, count => {
    if (following) goToFrame(count - 1);
  });

  return {
    /** Stops all automatic movement. */
    scrubTo(t: number) {
      standStill();
      timeline.seek(t);
    },
    /**
     * Moves by key: +1 towards the data, -1 towards the noise; by frames in the Generate part, elsewhere by levels.
     */
    stepAlong(direction: 1 | -1, coarse: boolean) {
      standStill();
      if (amongFrames()) goToFrame(frameInView(get()) + direction * (coarse ? COARSE : 1));
      else
        timeline.seek(levelInView(get()) - direction * (coarse ? Math.max(COARSE, get().config.T / 20) : 1));
    },
    goToEnd(end: 'noise' | 'data') {
      standStill();
      if (amongFrames()) goToFrame(end === 'noise' ? 0 : places(get()) - 1);
      else timeline.seek(end === 'noise' ? Number.POSITIVE_INFINITY : 0);
    },
    setSpeed: (fps: number) => patch('playback', { fps }),
    /** Plays from noise to data; from the beginning if it is at the end. */
    togglePlay() {
      const wasPlaying = get().playback.playing;
      standStill();
      if (!wasPlaying) play();
    },
  };
}

export type PlaybackActions = ReturnType<typeof createPlayback>;

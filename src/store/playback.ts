/** Moving along the timeline: by hand, by key, by itself, and along with a sampling that is being made. */
import { createStore } from 'zustand/vanilla';
import { appStore } from './appStore.ts';
import { framesOf } from './frameStore.ts';
import { seek, seekFrame, timelineStore } from './timeline.ts';

export const SPEEDS = [2, 5, 10, 25, 60] as const;

export interface Playback {
  readonly playing: boolean;
  /** Frames a second. */
  readonly fps: number;
}

export const playbackStore = createStore<Playback>(() => ({ playing: false, fps: 10 }));

/** Without frames, the way from noise to data takes as long as this many would. */
const LEVELS_PLAYED = 60;
const COARSE = 10;

/** Whether the newest frame of a sampling is shown as it comes, until somebody moves by hand. */
let following = false;

/** Frames and, once it is there, the result, which has a place of its own behind the last frame. */
function places(): number {
  const { frames, result } = framesOf('main');
  return frames.length + (result ? 1 : 0);
}

/** The frame at which the timeline stands; -1 where there is none. */
export function frameInView(): number {
  const { t, frame } = timelineStore.getState();
  const count = places();
  if (count === 0) return -1;
  return frame === null ? nearestFrameTo(t) : Math.min(frame, count - 1);
}

/** The level of a frame among those of the settings as edited; -1 for the result. */
export function levelOfFrame(place: number): number {
  const frame = framesOf('main').frames[place];
  if (!frame) return -1;
  const { config, samples } = appStore.getState();
  const T = samples.main?.config.T ?? config.T;
  return (frame.row.t * (config.T - 1)) / (T - 1);
}

export function nearestFrameTo(t: number): number {
  let nearest = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (let place = 0; place < places(); place++) {
    const d = Math.abs(levelOfFrame(place) - t);
    if (d < distance) [nearest, distance] = [place, d];
  }
  return nearest;
}

export function goToFrame(place: number): void {
  const within = Math.min(places() - 1, Math.max(0, place));
  if (within >= 0) seekFrame(within, levelOfFrame(within));
}

/** By hand: ends whatever moved by itself. */
export function scrubTo(t: number): void {
  standStill();
  seek(t);
}

function standStill(): void {
  following = false;
  if (playbackStore.getState().playing) playbackStore.setState({ playing: false });
}

/**
 * By key, towards the data for +1 and towards the noise for -1. Where pictures are being generated, from frame to
 * frame; elsewhere from level to level.
 */
export function stepAlong(direction: 1 | -1, coarse: boolean): void {
  standStill();
  const { t, part } = timelineStore.getState();
  if (part === 'generate' && places() > 0) goToFrame(frameInView() + direction * (coarse ? COARSE : 1));
  else seek(t - direction * (coarse ? Math.max(COARSE, appStore.getState().config.T / 20) : 1));
}

export function goToEnd(end: 'noise' | 'data'): void {
  standStill();
  if (timelineStore.getState().part === 'generate' && places() > 0) {
    goToFrame(end === 'noise' ? 0 : places() - 1);
  } else seek(end === 'noise' ? Number.POSITIVE_INFINITY : 0);
}

export function setSpeed(fps: number): void {
  playbackStore.setState({ fps });
}

/** Plays from noise to data; from the beginning where it stands at the end. */
export function togglePlay(): void {
  const wasPlaying = playbackStore.getState().playing;
  standStill();
  if (wasPlaying) return;
  playbackStore.setState({ playing: true });
  if (atEnd()) goToStart();
  let last = performance.now();
  const tick = (now: number) => {
    const { playing, fps } = playbackStore.getState();
    if (!playing) return;
    const due = Math.floor(((now - last) * fps) / 1000);
    if (places() > 0) {
      if (due > 0) {
        last += (due * 1000) / fps;
        goToFrame(frameInView() + due);
      }
    } else {
      const { T } = appStore.getState().config;
      const levels = ((now - last) / 1000) * fps * (T / LEVELS_PLAYED);
      if (levels >= 1) {
        last = now;
        seek(timelineStore.getState().t - levels);
      }
    }
    if (atEnd()) playbackStore.setState({ playing: false });
    else requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

const atEnd = (): boolean =>
  places() > 0 ? frameInView() === places() - 1 : timelineStore.getState().t === 0;

function goToStart(): void {
  if (places() > 0) goToFrame(0);
  else seek(Number.POSITIVE_INFINITY);
}

let quiet = false;

/** A sampling that `work` begins leaves the timeline where it is. */
export function withoutFollowing(work: () => void): void {
  quiet = true;
  try {
    work();
  } finally {
    quiet = false;
  }
}

/** Shows each frame of a new sampling as it comes. */
export function followSampling(): void {
  appStore.subscribe(({ samples }, before) => {
    if (samples.main && samples.main.id !== before.samples.main?.id && !quiet) {
      standStill();
      following = true;
      timelineStore.setState({ part: 'generate', frame: null });
    }
  });
  framesOf('main').subscribe(() => {
    if (following) goToFrame(places() - 1);
  });
}

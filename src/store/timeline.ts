/** Where the page stands: the noise level that everything shows at once, and what it is shown of. */
import { createStore } from 'zustand/vanilla';
import { appStore } from './appStore.ts';

/** The parts of the pipeline, from left to right. */
export const PARTS = ['data', 'noise', 'denoiser', 'generate'] as const;
export type Part = (typeof PARTS)[number];

export interface Timeline {
  /** 0..T-1 of the settings as edited, whole; T-1 is the noisiest. */
  readonly t: number;
  /** Which picture of the data, which noise for it. Pictures are counted round and round. */
  readonly imageIndex: number;
  readonly noiseIndex: number;
  /**
   * The frame of the Generate part that was gone to itself, where t alone would not tell, or null for the one nearest
   * to t. Behind the last frame comes the result.
   */
  readonly frame: number | null;
  /** Which of the pictures being generated. */
  readonly sampleIndex: number;
  /** The part that the equation speaks of. */
  readonly part: Part;
}

export const timelineStore = createStore<Timeline>(() => ({
  t: Math.round(0.4 * appStore.getState().config.T),
  imageIndex: 0,
  noiseIndex: 0,
  frame: null,
  sampleIndex: 0,
  part: 'noise',
}));

/** Goes to the level nearest to `t`. */
export function seek(t: number): void {
  const next = { t: nearestLevel(t), frame: null };
  const now = timelineStore.getState();
  if (next.t !== now.t || now.frame !== null) timelineStore.setState(next);
}

/** Goes to a frame of the Generate part and to the level nearest to its own. */
export function seekFrame(frame: number, t: number): void {
  timelineStore.setState({ frame, t: nearestLevel(t) });
}

const nearestLevel = (t: number): number =>
  Math.min(appStore.getState().config.T - 1, Math.max(0, Math.round(t)));

export function lookAt(part: Part): void {
  if (timelineStore.getState().part !== part) timelineStore.setState({ part });
}

export function chooseImage(imageIndex: number): void {
  timelineStore.setState({ imageIndex });
}

export function chooseSample(sampleIndex: number): void {
  timelineStore.setState({ sampleIndex });
}

export function otherNoise(): void {
  timelineStore.setState(({ noiseIndex }) => ({ noiseIndex: noiseIndex + 1 }));
}

/** Keeps the place on the line when the number of levels changes. */
export function followLevels(): void {
  appStore.subscribe(({ config }, before) => {
    const { T } = config;
    if (T !== before.config.T) seek((timelineStore.getState().t / (before.config.T - 1)) * (T - 1));
  });
}

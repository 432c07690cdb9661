/** Where the page stands: the noise level that everything shows at once, and what it is shown of. */
import type { Context } from '../context.ts';
import type { AppState } from '../state.ts';

/** The parts of the pipeline, from left to right. */
export const PARTS = ['data', 'noise', 'denoiser', 'generate'] as const;
export type Part = (typeof PARTS)[number];

export interface Place {
  /** Of the way from data, 0, to noise, 1: it holds for any number of levels. */
  readonly share: number;
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

/** The level in view, a whole number in 0..T-1 of the settings as edited; T-1 is the noisiest. */
export const levelInView = ({ place, config }: Pick<AppState, 'place' | 'config'>): number =>
  Math.round(place.share * (config.T - 1));

export function createTimeline({ get, patch }: Context) {
  const shareOf = (t: number): number => {
    const last = get().config.T - 1;
    return last === 0 ? 0 : Math.min(last, Math.max(0, Math.round(t))) / last;
  };
  const go = (changes: Partial<Place>) => {
    const { place } = get();
    const moved = (Object.keys(changes) as (keyof Place)[]).some(name => place[name] !== changes[name]);
    if (moved) patch('place', changes);
  };
  return {
    /** Goes to the level nearest to `t`. */
    seek: (t: number) => go({ share: shareOf(t), frame: null }),
    /** Goes to a frame of the Generate part, and to the level nearest to its own. */
    seekFrame: (frame: number, t: number) => go({ frame, share: shareOf(t) }),
    lookAt: (part: Part) => go({ part }),
    chooseImage: (imageIndex: number) => go({ imageIndex }),
    chooseSample: (sampleIndex: number) => go({ sampleIndex }),
    otherNoise: () => go({ noiseIndex: get().place.noiseIndex + 1 }),
  };
}

export type TimelineActions = ReturnType<typeof createTimeline>;

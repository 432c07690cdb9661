/** Where the page stands: the noise level that everything shows at once, and what it is shown of. */
import type { RunConfig } from '../../config/runConfig.ts';

/** The parts of the pipeline, from left to right. */
export type Part = 'data' | 'noise' | 'denoiser' | 'generate';

export interface Place {
  /** Of the way from data, 0, to noise, 1: it holds for any number of levels. */
  readonly share: number;
  /** Which picture of the data, which noise for it. Pictures are counted round and round. */
  readonly imageIndex: number;
  readonly noiseIndex: number;
  /**
   * The frame of the Generate part that was gone to itself, where t alone would not tell, or null for the one nearest
   * to t. Behind the last frame comes the result. 'newest' until somebody moves: pictures then come out by themselves.
   */
  readonly frame: number | 'newest' | null;
  /** Which of the pictures being generated. */
  readonly sampleIndex: number;
  /** The part that the equation speaks of. */
  readonly part: Part;
}

/** The level in view, a whole number in 0..T-1 of the settings as edited; T-1 is the noisiest. */
export const levelInView = ({
  place,
  config,
}: {
  readonly place: Place;
  readonly config: RunConfig;
}): number => Math.round(place.share * (config.T - 1));

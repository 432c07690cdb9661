/** The place in view: the noise level, and the pictures that it is shown on. */
import type { RunConfig } from '../../config/runConfig.ts';

/** The parts of the pipeline, from left to right. */
export type Part = 'data' | 'noise' | 'denoiser' | 'generate';

export interface Place {
  /** From 0, data, to 1, noise; independent of the number of levels. */
  readonly share: number;
  /** The picture of the data, and the noise for it. Indices wrap around. */
  readonly imageIndex: number;
  readonly noiseIndex: number;
  /**
   * The frame of the Generate part: an index if the user went to a frame; null for the frame nearest to t. The result
   * comes after the last frame. 'newest' follows the sampling until the user moves.
   */
  readonly frame: number | 'newest' | null;
  /** Index of the generated picture in view. */
  readonly sampleIndex: number;
  /** The part that the equation is about. */
  readonly part: Part;
}

/** The level in view, an integer in 0..T-1 with the edited settings' T; T-1 is the noisiest. */
export const levelInView = ({
  place,
  config,
}: {
  readonly place: Place;
  readonly config: RunConfig;
}): number => Math.round(place.share * (config.T - 1));

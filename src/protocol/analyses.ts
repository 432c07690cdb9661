/** What is found out about a run beside training and sampling: the page's questions and the engine's answers. */

/** Each takes the place of the last of its type. */
export type AnalysisCommand =
  /** The lowest reachable loss at each t. */
  | { readonly type: 'floor'; readonly runId: number; readonly action: 'start' | 'stop' }
  /** The training image nearest to each picture [n, 28, 28], paper 0 and ink 255. */
  | {
      readonly type: 'nearest';
      readonly runId: number;
      readonly sampleId: number;
      readonly pictures: Uint8Array;
    }
  /** How near pictures that were not trained on come to the training images. */
  | { readonly type: 'heldOut'; readonly runId: number };

/** The floor so far; it is finished when `draws === of`. */
export interface FloorEvent {
  readonly type: 'floor';
  readonly runId: number;
  /** Pictures with their noise of which it is a mean. */
  readonly draws: number;
  readonly of: number;
  /** Training images that the exact denoiser knows. */
  readonly members: number;
  /** Each [G]: t, the lowest reachable loss in the run's target, and its standard error. */
  readonly times: Int32Array;
  readonly loss: Float64Array;
  readonly standardError: Float64Array;
}

export interface NearestEvent {
  readonly type: 'nearest';
  readonly runId: number;
  readonly sampleId: number;
  /** Of the nearest training image of each picture: its place in the data set, and its pixels [n, 28, 28]. */
  readonly indices: Int32Array;
  readonly pictures: Uint8Array;
  /** Root mean square over the pixels, in [-1, 1]: 0 is the same picture, 2 its negative at most. */
  readonly distances: Float32Array;
}

export interface HeldOutEvent {
  readonly type: 'heldOut';
  readonly runId: number;
  /** MNIST's test images, or each drawing against all the others. */
  readonly kind: 'test' | 'leaveOneOut';
  /** Distances so far, in the measure of `NearestEvent`; finished when there are `of`. */
  readonly distances: Float32Array;
  readonly of: number;
}

export type AnalysisEvent =
  | FloorEvent
  | NearestEvent
  | HeldOutEvent
  /** Finished, stopped or failed: none of this type is running any more. */
  | { readonly type: 'analysisEnded'; readonly runId: number; readonly analysis: AnalysisCommand['type'] };

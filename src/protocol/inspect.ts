/** Looking inside the network: what each of its blocks makes of one noisy picture, and what that costs. */
import type { Stage } from '../nn/unet/outline.ts';

/** A newer question takes the place of one that is not answered yet. */
export interface InspectCommand {
  readonly type: 'inspect';
  readonly runId: number;
  readonly requestId: number;
  /** [28, 28], noised to `t` by the run's own process. */
  readonly xt: Float32Array;
  /** 0..T-1. */
  readonly t: number;
  /** The digit, for a network that is told. */
  readonly label: number | null;
}

export interface BlockReport {
  /** Under diffusers' names, e.g. `down_blocks.0.resnets.0`. */
  readonly name: string;
  readonly stage: Stage;
  /** [H, W, C], or [C] for the embedding. */
  readonly shape: readonly number[];
  readonly parameters: number;
  /** Of one picture; a multiply-add counts two. */
  readonly flops: number;
  /** Median of the last few passes of one picture; null where the device cannot tell. */
  readonly ms: number | null;
  /** The block on the way down whose output joins here. */
  readonly skipFrom: string | null;
  /** What the block hands on, flat in the order of `shape`. */
  readonly features: Float32Array;
}

/** The averaged weights' answer, block by block in the order in which they compute. */
export interface InspectedEvent {
  readonly type: 'inspected';
  readonly runId: number;
  readonly requestId: number;
  /** Training steps behind the weights. */
  readonly step: number;
  readonly t: number;
  readonly blocks: readonly BlockReport[];
}

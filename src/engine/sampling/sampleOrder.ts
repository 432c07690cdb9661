/** What the page asks for in one sampling. */
import type { RunConfig } from '../../config/runConfig.ts';

/** Where the reverse process begins. */
type SampleStart =
  /** From pure noise, drawn from the run's seed. */
  | { readonly kind: 'noise' }
  /** In the middle: at step `seq` from `xt` [count, 28, 28], with the same noise as a whole sampling. */
  | { readonly kind: 'from'; readonly seq: number; readonly xt: Float32Array }
  /**
   * From a picture [28, 28], 0..255, noised to the highest level at or below `t` that the sampler visits: SDEdit
   * (Meng et al. 2022).
   */
  | { readonly kind: 'image'; readonly pixels: Uint8Array; readonly t: number };

/** A part of every picture that is given, not drawn by the network. */
export interface KnownPart {
  /** [28, 28], 1 where the picture is known, 0 where it is to be filled in. */
  readonly mask: Uint8Array;
  /** [28, 28], 0..255; used only where the mask is 1. */
  readonly pixels: Uint8Array;
}

export interface SampleOrder {
  readonly config: RunConfig;
  /** Default: pure noise. */
  readonly start?: SampleStart;
  readonly known?: KnownPart;
  /** Draw with the snapshot of this training step. Default: the present weights. */
  readonly weightsOf?: number;
  /** Draw with the network of this saved run, whose settings `config` then holds. Default: the present run. */
  readonly networkOf?: string;
}

/** What the page asks for in one sampling. */
import type { RunConfig } from '../../config/runConfig.ts';

/** Where the reverse process begins. */
type SampleStart =
  /** From pure noise, drawn from the run's seed. */
  | { readonly kind: 'noise' }
  /** In the middle: at the step `seq` from `xt` [count, height, width, channels], with the noise that the whole sampling would draw. */
  | { readonly kind: 'from'; readonly seq: number; readonly xt: Float32Array }
  /**
   * From a picture [height, width, channels], 0..255, noised to the highest level at or below `t` that the sampler visits: SDEdit
   * (Meng et al. 2022).
   */
  | { readonly kind: 'image'; readonly pixels: Uint8Array; readonly t: number };

/** A part of every picture that is given, not drawn by the network. */
export interface KnownPart {
  /** [height, width], 1 where the picture is known, 0 where it is to be filled in. */
  readonly mask: Uint8Array;
  /** [height, width, channels], 0..255; only what the mask covers is used. */
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

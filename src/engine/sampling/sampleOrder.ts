/** What the page asks of one sampling. */
import type { RunConfig } from '../../config/runConfig.ts';

/** Where the reverse process begins. */
type SampleStart =
  /** From pure noise, drawn from the run's seed. */
  | { readonly kind: 'noise' }
  /** In the middle: at the step `seq` from `xt` [count, 28, 28], with the noise that the whole sampling would draw. */
  | { readonly kind: 'from'; readonly seq: number; readonly xt: Float32Array }
  /**
   * From a picture [28, 28], 0..255, noised to the highest level at or below `t` that the sampler visits: SDEdit
   * (Meng et al. 2022).
   */
  | { readonly kind: 'image'; readonly pixels: Uint8Array; readonly t: number };

/** A part of every picture that is not up to the network. */
export interface KnownPart {
  /** [28, 28], 1 where the picture is known, 0 where it is to be filled in. */
  readonly mask: Uint8Array;
  /** [28, 28], 0..255; only what the mask covers is used. */
  readonly pixels: Uint8Array;
}

export interface SampleOrder {
  readonly config: RunConfig;
  /** Pure noise where it is left out. */
  readonly start?: SampleStart;
  readonly known?: KnownPart;
  /** The training step whose weights are used, one of those that are kept; the present weights where it is left out. */
  readonly weightsOf?: number;
  /** Id of a kept run whose network draws; the present run's where it is left out. `config` is then of that run. */
  readonly networkOf?: string;
}

/** The op kinds and their attributes. Each kind has one rule in this folder and one kernel in each runtime. */

/** Zeros added around an image. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface ConvAttrs {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: Padding;
}

interface GroupNormAttrs {
  readonly groups: number;
  readonly eps: number;
  /** Whether SiLU follows directly. */
  readonly silu: boolean;
}

interface AttentionAttrs {
  readonly heads: number;
}

type None = Readonly<Record<never, never>>;

export interface OpAttrs {
  input: { readonly name: string; readonly shape: readonly number[]; readonly batched: boolean };
  /** A piece of the flat parameter vector, by its name. */
  param: { readonly name: string; readonly offset: number; readonly shape: readonly number[] };

  timeEmbedding: {
    readonly dim: number;
    readonly flipSinToCos: boolean;
    readonly freqShift: number;
  };
  embedding: None;
  embeddingGrad: { readonly count: number };

  linear: None;
  linearInputGrad: None;
  linearWeightGrad: None;

  conv2d: ConvAttrs;
  conv2dInputGrad: ConvAttrs & { readonly inputShape: readonly number[] };
  conv2dFilterGrad: ConvAttrs;

  groupNorm: GroupNormAttrs;
  groupNormGrad: GroupNormAttrs;
  attention: AttentionAttrs;
  attentionGrad: AttentionAttrs;

  silu: None;
  siluGrad: None;
  add: None;
  affine: { readonly scale: number; readonly bias: number };
  addChannels: None;
  sumSpatial: None;
  sumToChannels: None;
  modulate: None;
  modulateGrad: None;

  concat: None;
  sliceChannels: { readonly start: number; readonly size: number };
  upsample: None;
  upsampleGrad: None;

  mse: None;
  mseGrad: None;
  flatten: None;
  adam: { readonly beta1: number; readonly beta2: number; readonly eps: number };
  ema: None;
}

export type OpKind = keyof OpAttrs;

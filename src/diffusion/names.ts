/** Noise schedules by name. `registry` in schedules/ holds one row for each. */
export const SCHEDULE_NAMES = [
  'linear',
  'linear-unscaled',
  'scaled-linear',
  'cosine',
  'sigmoid',
  'sigmoid-beta',
  'flow',
  'custom',
] as const;
export type ScheduleName = (typeof SCHEDULE_NAMES)[number];

/** What the network is trained to predict; every one is a linear mix of x0 and eps (see target.ts). */
export const TARGET_NAMES = ['eps', 'x0', 'v', 'velocity'] as const;
export type TargetName = (typeof TARGET_NAMES)[number];

export const SAMPLER_NAMES = ['ddpm', 'ddim', 'dpm++', 'euler'] as const;
export type SamplerName = (typeof SAMPLER_NAMES)[number];

export const SPACING_NAMES = ['leading', 'trailing', 'linspace'] as const;
export type SpacingName = (typeof SPACING_NAMES)[number];

/** What answers a sampler: the network, or the exact denoiser of the training images. */
export const DENOISER_NAMES = ['network', 'exact'] as const;
export type DenoiserName = (typeof DENOISER_NAMES)[number];

/** Variance of the DDPM step: posterior variance beta-tilde ('fixed_small') or beta ('fixed_large'). */
export const VARIANCE_NAMES = ['fixed_small', 'fixed_large'] as const;
export type VarianceName = (typeof VARIANCE_NAMES)[number];

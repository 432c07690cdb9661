/** Choices without a registry of their own. */
export const SPACING_NAMES = ['leading', 'trailing', 'linspace'] as const;
export type SpacingName = (typeof SPACING_NAMES)[number];

/** What a sampler asks: the network, or the exact denoiser of the training images. */
export const DENOISER_NAMES = ['network', 'exact'] as const;
export type DenoiserName = (typeof DENOISER_NAMES)[number];

/** Variance of the DDPM step: posterior variance beta-tilde ('fixed_small') or beta ('fixed_large'). */
export const VARIANCE_NAMES = ['fixed_small', 'fixed_large'] as const;
export type VarianceName = (typeof VARIANCE_NAMES)[number];

/** The exact denoiser compares with every training image at every step: this many at most, the first ones. */
export const EXACT_IMAGES = 10_000;

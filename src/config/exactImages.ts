/** Most training images for the exact denoiser, which compares with each at every step; the first ones are used. */
export const EXACT_IMAGES = 10_000;

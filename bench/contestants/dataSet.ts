import type { BatchSource } from '../../src/runtime/networkRuntime.ts';

const IMAGES = 10_000;
const LEVELS = 1000;

/** As many images and levels as the page's default has; what the images show does not matter for the time. */
export function dataSet(): BatchSource {
  const images = Uint8Array.from({ length: IMAGES * 784 }, (_, i) => (i * 31) & 255);
  const levels = Array.from({ length: LEVELS }, (_, t) => {
    const s = (t + 1) / LEVELS;
    return [1 - s, s, -1, 1, t];
  });
  return {
    images,
    labels: null,
    labelDropout: 0,
    noLabel: 0,
    levels: Float32Array.from(levels.flat()),
    seed: 1,
  };
}

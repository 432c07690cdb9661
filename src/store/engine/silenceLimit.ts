import type { AppState } from '../state.ts';

const LEAST_MS = 10_000;
/** Operations per second on the slowest known machine, by backend. */
const SLOWEST = { webgpu: Number.POSITIVE_INFINITY, wasm: 1e9, cpu: 5e7 } as const;
/** A training step costs about three forward passes. */
const PASSES = 3;

/**
 * How long the engine may be silent, in milliseconds. On WebAssembly the worker answers nothing during a training step:
 * with a large network on a slow machine it is busy, not dead.
 */
export function silenceLimit({ engine: { device }, run, config }: AppState): number {
  if (!device || !run.ready) return LEAST_MS;
  const images = Math.max(PASSES * run.config.batchSize, PASSES * config.batchSize, config.sampleCount);
  return LEAST_MS + (1000 * images * run.ready.model.flopsPerImage) / SLOWEST[device.backend];
}

import { useMemo } from 'react';
import { useStore } from 'zustand';
import { PIXELS } from '../../data/imageSet.ts';
import { bytesToUnit } from '../../data/normalise.ts';
import { addNoise } from '../../diffusion/forward.ts';
import { makeProcess, type Process } from '../../diffusion/process.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { gaussians } from '../../math/random.ts';
import { drawingsStore } from '../../store/drawingsStore.ts';
import { useApp } from '../useApp.ts';
import { builtinDigit } from './builtinDigit.ts';

export interface Forward {
  readonly process: Process;
  /** [28, 28] each; x0 in [-1, 1]. */
  readonly x0: Float32Array;
  readonly eps: Float32Array;
  /** x_t = signal[t] x0 + noise[t] eps. */
  at(t: number): Float32Array;
}

/** The forward process of the settings as edited, on this thread: it needs no engine. */
export function useForward(imageIndex: number, noiseIndex: number): Forward {
  const { schedule, T, zeroTerminalSnr, seed } = useApp(state => state.config);
  const image = useImage(imageIndex);
  return useMemo(() => {
    const process = makeProcess({ schedule, T, zeroTerminalSnr });
    const x0 = bytesToUnit(image);
    const eps = gaussians(seed, 'forward', noiseIndex, new Float32Array(PIXELS));
    const at = (t: number) => addNoise(levelAt(process, t), x0, eps);
    return { process, x0, eps, at };
  }, [schedule, T, zeroTerminalSnr, seed, image, noiseIndex]);
}

/** A picture of the data if there is one: a drawing, an image that the engine sent, or a built-in zero. */
function useImage(index: number): Uint8Array {
  const dataset = useApp(state => state.config.dataset);
  const images = useApp(state => state.images);
  const drawings = useStore(drawingsStore, state => state.drawings);
  return useMemo(() => {
    if (dataset === 'drawings' && drawings.length > 0) return drawings[index % drawings.length]!.pixels;
    const count = images ? images.pixels.length / PIXELS : 0;
    if (dataset === 'mnist' && images && count > 0) {
      const at = index % count;
      return images.pixels.subarray(at * PIXELS, (at + 1) * PIXELS);
    }
    return builtinDigit();
  }, [dataset, images, drawings, index]);
}

/** The forward process of the settings as edited, on this thread: it needs no engine. */
import { createStore } from 'zustand/vanilla';
import { PROCESS_PARAMS } from '../config/params/process.ts';
import type { ParamName } from '../config/params.ts';
import { builtinDigit } from '../data/builtinDigit.ts';
import { PIXELS } from '../data/imageSet.ts';
import { bytesToUnit } from '../data/normalise.ts';
import { addNoise } from '../diffusion/forward.ts';
import { makeProcess, type Process } from '../diffusion/process.ts';
import { levelAt } from '../diffusion/samplers/level.ts';
import { gaussians } from '../math/random.ts';
import { appStore, changedParams } from './appStore.ts';
import { drawingsStore } from './drawingsStore.ts';
import { timelineStore } from './timeline.ts';

export interface Forward {
  readonly process: Process;
  /** The picture chosen in the timeline, [28, 28] bytes, and as x0 in [-1, 1]. */
  readonly image: Uint8Array;
  readonly x0: Float32Array;
  /** [28, 28]. */
  readonly eps: Float32Array;
  /** The picture's digit, where it has one. */
  readonly label: number | null;
  /** x_t = signal[t] x0 + noise[t] eps. */
  at(t: number): Float32Array;
}

export const forwardStore = createStore<Forward>(() => forwardOf(makeProcess(appStore.getState().config)));

/** Keeps up with the settings, the data and the choice of picture and noise. */
export function followForward(): void {
  const renew = (process = forwardStore.getState().process) => forwardStore.setState(forwardOf(process));
  appStore.subscribe(({ config, images }, before) => {
    const changed = config === before.config ? [] : changedParams(config, before.config);
    if (changed.some(isOfProcess)) renew(makeProcess(config));
    else if (changed.includes('dataset') || changed.includes('seed') || images !== before.images) renew();
  });
  drawingsStore.subscribe(({ drawings }, before) => {
    if (drawings !== before.drawings) renew();
  });
  timelineStore.subscribe(({ imageIndex, noiseIndex }, before) => {
    if (imageIndex !== before.imageIndex || noiseIndex !== before.noiseIndex) renew();
  });
}

/** Whether a parameter shapes the process or what is asked about it. */
export const isOfProcess = (name: ParamName): boolean => Object.hasOwn(PROCESS_PARAMS, name);

function forwardOf(process: Process): Forward {
  const { imageIndex, noiseIndex } = timelineStore.getState();
  const { image, label } = imageAt(imageIndex);
  const x0 = bytesToUnit(image);
  const { seed } = appStore.getState().config;
  const eps = gaussians(seed, 'forward', noiseIndex, new Float32Array(PIXELS));
  return { process, image, x0, eps, label, at: t => addNoise(levelAt(process, t), x0, eps) };
}

/** A picture of the data if there is one: a drawing, an image that the engine sent, or a built-in zero. */
function imageAt(index: number): { image: Uint8Array; label: number | null } {
  const { config, images } = appStore.getState();
  const { drawings } = drawingsStore.getState();
  if (config.dataset === 'drawings' && drawings.length > 0) {
    return { image: drawings[index % drawings.length]!.pixels, label: null };
  }
  const count = images ? images.pixels.length / PIXELS : 0;
  if (config.dataset === 'mnist' && images && count > 0) {
    const at = index % count;
    const image = images.pixels.subarray(at * PIXELS, (at + 1) * PIXELS);
    return { image, label: images.labels?.[at] ?? null };
  }
  return { image: builtinDigit(), label: null };
}

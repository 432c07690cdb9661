import { parseClasses } from '../../config/classSequence.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { guide } from '../../diffusion/guidance.ts';
import type { FrozenNetwork } from '../../runtime/networkRuntime.ts';
import { classesKnown, labelOfNone } from '../run/networkConfig.ts';

type Predict = (xt: Float32Array, modelTime: number) => Promise<Float32Array>;

/**
 * The network's answer to `count` images: without a digit, with the digits in turn, or, for guidance, both, with their
 * difference scaled. For guidance one call evaluates twice as many images.
 */
export function guided(network: FrozenNetwork, config: RunConfig, count: number): Predict {
  const { classConditional, sampleDigits, guidanceScale } = config;
  if (!classConditional) return (xt, modelTime) => network.predict(xt, modelTime, null);
  // Where there are four classes, 4 asks for the first again.
  const classes = parseClasses(sampleDigits);
  const classAt = (i: number) => classes[i % classes.length]! % classesKnown(config);
  const told = Float32Array.from({ length: count }, (_, i) => classAt(i));
  const untold = new Float32Array(count).fill(labelOfNone(config));
  if (guidanceScale === 1) return (xt, modelTime) => network.predict(xt, modelTime, told);
  if (guidanceScale === 0) return (xt, modelTime) => network.predict(xt, modelTime, untold);
  const labels = joined(told, untold);
  return async (xt, modelTime) => {
    const both = await network.predict(joined(xt, xt), modelTime, labels);
    return guide(guidanceScale, both.subarray(0, xt.length), both.subarray(xt.length));
  };
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const all = new Float32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

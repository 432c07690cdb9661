import type { Mix } from '../forward.ts';
import type { Process } from '../process.ts';

/** A noise level that a sampler visits: x = signal x0 + noise eps. */
export interface Level {
  /** Index into the process; fractional for a flow's sampler between two levels, -1 for the clean end. */
  readonly t: number;
  /** The number given to the network. */
  readonly modelTime: number;
  readonly signal: number;
  readonly noise: number;
}

export const CLEAN: Level = { t: -1, modelTime: 0, signal: 1, noise: 0 };

export function levelAt({ signal, noise, modelTime }: Process, t: number): Level {
  return { t, modelTime: modelTime[t]!, signal: signal[t]!, noise: noise[t]! };
}

/**
 * The level with this `modelTime`. Between two levels of a variance-preserving process log sigma is interpolated
 * linearly, as by the samplers that ask for such times.
 */
export function levelOfModelTime(process: Process, modelTime: number): Level {
  if (process.kind === 'flow') {
    const noise = modelTime / 1000;
    return { t: noise * process.T - 1, modelTime, signal: 1 - noise, noise };
  }
  if (Number.isInteger(modelTime)) return levelAt(process, modelTime);
  const logSigma = (t: number) => Math.log(process.noise[t]! / process.signal[t]!);
  const low = Math.min(Math.floor(modelTime), process.T - 2);
  const sigma = Math.exp(logSigma(low) + (modelTime - low) * (logSigma(low + 1) - logSigma(low)));
  return levelOfSigma(modelTime, sigma);
}

/**
 * The time to give a network for a level with this signal-to-noise ratio, the inverse of `levelOfModelTime`: between two
 * levels a fraction, beyond the first and the last that level's own.
 */
export function modelTimeOf(process: Process, { signal, noise }: Mix): number {
  const { T, modelTime } = process;
  const sigma = noise / signal;
  const sigmaAt = (t: number) => process.noise[t]! / process.signal[t]!;
  if (sigma <= sigmaAt(0)) return modelTime[0]!;
  if (sigma >= sigmaAt(T - 1)) return modelTime[T - 1]!;
  if (process.kind === 'flow') return (1000 * noise) / (signal + noise);
  let low = 0;
  let high = T - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sigmaAt(middle) <= sigma) low = middle;
    else high = middle;
  }
  const [before, after] = [Math.log(sigmaAt(low)), Math.log(sigmaAt(high))];
  return low + (Math.log(sigma) - before) / (after - before);
}

/** The variance-preserving level whose noise is sigma times its signal. */
export function levelOfSigma(t: number, sigma: number): Level {
  const signal = 1 / Math.sqrt(1 + sigma ** 2);
  return { t, modelTime: t, signal, noise: sigma * signal };
}

/** One step of a sampler, before its coefficients are known. */
export interface Step {
  readonly from: Level;
  readonly to: Level;
}

/** From each level to the next, and from the last to `end`. */
export function stepsThrough(levels: readonly Level[], end: Level): Step[] {
  return levels.map((from, i) => ({ from, to: levels[i + 1] ?? end }));
}

/** Half the log signal-to-noise ratio, lambda of Lu et al. 2022. */
export const lambda = ({ signal, noise }: Level): number => Math.log(signal) - Math.log(noise);

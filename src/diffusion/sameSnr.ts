/**
 * A network asked about a process other than its own. Noisy pictures with the same signal-to-noise ratio differ by a known
 * factor only (Karras et al. 2022, table 1), and any target follows from any other, so it can answer for every process.
 */
import type { Mix } from './forward.ts';
import type { Process } from './process.ts';
import { modelTimeOf } from './samplers/level.ts';
import { decoding, targetCoefficients } from './target.ts';
import type { TargetName } from './targets/registry.ts';

/** What a network was trained to answer. */
export interface Trained {
  readonly process: Process;
  readonly target: TargetName;
}

/** The level of the network's own process with the asked level's signal-to-noise ratio. */
export interface MatchedLevel extends Mix {
  /** The time to give the network: between two of its levels a fraction, beyond its ends that of the end. */
  readonly modelTime: number;
  /** The network's picture is `scale` times the asked one. */
  readonly scale: number;
}

export function sameSnr({ process }: Pick<Trained, 'process'>, asked: Mix): MatchedLevel {
  const size = process.kind === 'vp' ? Math.hypot(asked.signal, asked.noise) : asked.signal + asked.noise;
  const level = { signal: asked.signal / size, noise: asked.noise / size };
  return { ...level, scale: 1 / size, modelTime: modelTimeOf(process, level) };
}

/** How an answer y' to x' = scale x_t becomes the asked answer: y = yFromXt x_t + yFromAnswer y'. */
export interface Translation {
  readonly yFromXt: number;
  readonly yFromAnswer: number;
}

export function translation(
  trained: TargetName,
  { scale, ...own }: MatchedLevel,
  target: TargetName,
  asked: Mix,
): Translation {
  const { x0FromXt, x0FromY, epsFromXt, epsFromY } = decoding(trained, own.signal, own.noise);
  const { pX0, pEps } = targetCoefficients(target, asked.signal, asked.noise);
  return {
    yFromXt: (pX0 * x0FromXt + pEps * epsFromXt) * scale,
    yFromAnswer: pX0 * x0FromY + pEps * epsFromY,
  };
}

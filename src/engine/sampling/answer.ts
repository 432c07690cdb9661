/** The network's answer to one noisy picture. */
import type { RunConfig } from '../../config/runConfig.ts';
import { decodeAnswer } from '../../diffusion/samplers/decodeAnswer.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { clipTo } from '../../diffusion/samplers/limits.ts';
import type { BuiltRun } from '../run/buildRun.ts';
import { freezeForSampling } from '../run/pretrained.ts';

export interface Question {
  /** [height, width, channels], noised to `t` by the run's own process. */
  readonly xt: Float32Array;
  /** 0..T-1. */
  readonly t: number;
  /** The class, for a network that is told. */
  readonly label: number | null;
}

/** The averaged weights' answer; images [height, width, channels]. */
export interface Answer {
  /** Training steps behind the weights. */
  readonly step: number;
  /** The network's output, in terms of its target. */
  readonly modelOut: Float32Array;
  /** What that implies, clipped as in sampling. */
  readonly x0Hat: Float32Array;
  readonly epsHat: Float32Array;
}

/** @param config the run's present settings. */
export async function answer(run: BuiltRun, config: RunConfig, { xt, t, label }: Question): Promise<Answer> {
  const { target, clipX0, clipRange, classConditional } = config;
  const level = levelAt(run.process, t);
  const frozen = freezeForSampling(run, 'ema');
  try {
    const labels = classConditional ? Float32Array.of(label ?? 0) : null;
    const modelOut = await frozen.predict(xt, level.modelTime, labels);
    const limit = clipX0 ? clipTo(clipRange) : null;
    const { x0Hat, epsHat } = decodeAnswer(level, { xt, modelOut, target, limit, rederiveEps: clipX0 });
    return { step: run.network.step, modelOut, x0Hat, epsHat };
  } finally {
    frozen.dispose();
  }
}

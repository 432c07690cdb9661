import type { RunConfig } from '../../config/runConfig.ts';
import { learningRateAt } from '../../nn/learningRateAt.ts';
import type { StepSettings } from '../../runtime/networkRuntime.ts';

/** What the optimiser needs for the step after `step` others. */
export function stepSettings(config: RunConfig, step: number): StepSettings {
  const { rateSchedule, learningRate, steps, emaDecay, emaWarmup } = config;
  return { learningRate: learningRateAt(rateSchedule, learningRate, step, steps), emaDecay, emaWarmup };
}

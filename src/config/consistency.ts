/** Rules that bind several settings together, each with the change that makes it hold. */
import { makeProcess, type Process } from '../diffusion/process.ts';
import { checkSampler } from '../diffusion/samplers/samplerTable.ts';
import { checkTarget } from '../diffusion/target.ts';
import type { RunConfig } from './runConfig.ts';

interface Change {
  readonly set: Partial<RunConfig>;
  /** One plain sentence: what, and why. */
  readonly why: string;
}

/** Null where the rule holds. */
type Rule = (config: RunConfig, process: Process) => Change | null;

/** Widest channel count times batch: what a laptop's memory bears. */
const MAX_CHANNELS_TIMES_BATCH = 8192;

const widest = ({ channels }: RunConfig): number => Math.max(...channels.split('/').map(Number));

const RULES: readonly Rule[] = [
  ({ schedule, zeroTerminalSnr }) =>
    schedule === 'flow' && zeroTerminalSnr
      ? {
          set: { zeroTerminalSnr: false },
          why: 'A rectified flow ends in pure noise anyway: zero terminal SNR is off.',
        }
      : null,
  ({ target }, process) => {
    const problem = checkTarget(process, target);
    if (!problem) return null;
    const instead = process.kind === 'flow' ? 'velocity' : 'v';
    return { set: { target: instead }, why: `The network predicts ${instead} instead: ${problem}.` };
  },
  ({ samplingSteps, T }) =>
    samplingSteps > T
      ? {
          set: { samplingSteps: T },
          why: `There are ${T} noise levels, so sampling takes at most ${T} steps.`,
        }
      : null,
  (config, process) => {
    const problem = checkSampler(process, { ...config, steps: config.samplingSteps });
    return problem ? { set: { sampler: 'ddim' }, why: `DDIM is used instead: ${problem}.` } : null;
  },
  ({ dataset, classConditional }) =>
    dataset === 'drawings' && classConditional
      ? { set: { classConditional: false }, why: 'Drawings have no labels, so the network is told none.' }
      : null,
  config => {
    const batchSize = Math.floor(MAX_CHANNELS_TIMES_BATCH / widest(config));
    return config.batchSize > batchSize
      ? {
          set: { batchSize },
          why: `With ${config.channels} channels a batch has at most ${batchSize} images.`,
        }
      : null;
  },
];

/** `config` with every rule made to hold, and a sentence for each change. */
export function makeConsistent(config: RunConfig): { config: RunConfig; changes: readonly string[] } {
  const changes: string[] = [];
  let consistent = config;
  for (const rule of RULES) {
    const { schedule, T, zeroTerminalSnr } = consistent;
    const change = rule(consistent, makeProcess({ schedule, T, zeroTerminalSnr }));
    if (!change) continue;
    consistent = { ...consistent, ...change.set };
    changes.push(change.why);
  }
  return { config: consistent, changes };
}

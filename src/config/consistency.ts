/** Rules between settings, each with the change that satisfies it. */
import { MNIST_SHAPE } from '../data/mnistParts.ts';
import { classesOf, DATA_SETS, isPlane, shapeOf } from '../data/sets/registry.ts';
import { SIDES, sizeOf } from '../data/shape.ts';
import type { Process } from '../diffusion/process.ts';
import { checkSampler } from '../diffusion/samplers/samplerTable.ts';
import { SCHEDULES } from '../diffusion/schedules/registry.ts';
import { checkTarget } from '../diffusion/target.ts';
import { mostOf } from './byKind.ts';
import type { Change } from './change.ts';
import { NETWORK_RULES } from './networkFits.ts';
import { parseWidths } from './networkText.ts';
import { processOf } from './processOf.ts';
import type { RunConfig } from './runConfig.ts';

/** Null if the rule holds. */
type Rule = (config: RunConfig, process: Process) => Change | null;

/** Most channels at the widest level times batch size that fit in a laptop's memory. */
const MAX_CHANNELS_TIMES_BATCH = 8192;
/** Of pictures as large as MNIST's. */
const MEASURED_PIXELS = sizeOf(MNIST_SHAPE);

const widest = ({ channels }: RunConfig): number => Math.max(...parseWidths(channels));

const flowEndsInNoise: Rule = ({ schedule, zeroTerminalSnr }) =>
  zeroTerminalSnr && !SCHEDULES[schedule].uses.includes('zeroTerminalSnr')
    ? {
        set: { zeroTerminalSnr: false },
        why: 'A rectified flow ends in pure noise anyway: zero terminal SNR is off.',
      }
    : null;

const targetSaysEnough: Rule = ({ target }, process) => {
  // With zero terminal SNR it is allowed, as one of the failures worth seeing: see `warningsOf`.
  const problem = process.kind === 'flow' && checkTarget(process, target);
  return problem
    ? { set: { target: 'velocity' }, why: `The network predicts velocity instead: ${problem}.` }
    : null;
};

const stepsWithinLevels: Rule = ({ samplingSteps, T }) =>
  samplingSteps > T
    ? {
        set: { samplingSteps: T },
        why: `There are ${T} noise levels, so sampling takes at most ${T} steps.`,
      }
    : null;

const samplerFits: Rule = (config, process) => {
  const problem = checkSampler(process, { ...config, steps: config.samplingSteps });
  return problem ? { set: { sampler: 'ddim' }, why: `DDIM is used instead: ${problem}.` } : null;
};

const labelsAreThere: Rule = config =>
  config.classConditional && !classesOf(config)
    ? {
        set: { classConditional: false },
        why: `${DATA_SETS[config.dataset].label} have no labels, so the network is not told the class.`,
      }
    : null;

const sidesInFours: Rule = ({ side }) =>
  side % SIDES.step !== 0
    ? {
        set: { side: SIDES.step * Math.round(side / SIDES.step) },
        why: `A side is a multiple of ${SIDES.step} pixels, so that it can be halved twice.`,
      }
    : null;

/** Points are many and small: what is little for them is too much for pictures. */
const withinMost =
  (name: 'batchSize' | 'sampleCount', what: string): Rule =>
  config => {
    const most = mostOf(name, config);
    return config[name] > most ? { set: { [name]: most }, why: `${what}, at most ${most}.` } : null;
  };

const batchFitsMemory: Rule = config => {
  const { height, width } = shapeOf(config);
  const larger = Math.max(1, (height * width) / MEASURED_PIXELS);
  const batchSize = Math.max(1, Math.floor(MAX_CHANNELS_TIMES_BATCH / widest(config) / larger));
  return config.batchSize > batchSize
    ? {
        set: { batchSize },
        why: `With ${config.channels} channels a batch has at most ${batchSize} images.`,
      }
    : null;
};

/** Applied in this order: a change may break a later rule. */
const RULES: readonly Rule[] = [
  flowEndsInNoise,
  targetSaysEnough,
  stepsWithinLevels,
  samplerFits,
  labelsAreThere,
  sidesInFours,
  withinMost('batchSize', 'Batches of pictures are smaller than batches of points'),
  withinMost('sampleCount', 'Fewer pictures than points can be drawn at once'),
  ...[
    ...NETWORK_RULES.map(
      (rule): Rule =>
        config =>
          rule(config, shapeOf(config)),
    ),
    batchFitsMemory,
  ].map(
    (rule): Rule =>
      (config, process) =>
        isPlane(config) ? null : rule(config, process),
  ),
];

/** Warnings about settings that make sampling fail but are allowed. */
export function warningsOf(
  process: Process,
  target: RunConfig['target'],
  clipX0: boolean,
): readonly string[] {
  const problem = checkTarget(process, target);
  if (!problem) return [];
  const guess = clipX0 ? 'clipped to black and white' : 'infinite';
  return [`The first guess of the picture is divided by zero and ${guess}: ${problem}. Ask for v or x₀.`];
}

/** `config` changed to satisfy every rule, with a sentence for each change. */
export function makeConsistent(config: RunConfig): { config: RunConfig; changes: readonly string[] } {
  const changes: string[] = [];
  let consistent = config;
  let process = processOf(config);
  for (const rule of RULES) {
    const change = rule(consistent, process);
    if (!change) continue;
    consistent = { ...consistent, ...change.set };
    process = processOf(consistent);
    changes.push(change.why);
  }
  return { config: consistent, changes };
}

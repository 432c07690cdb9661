/**
 * One row a parameter. A row drives its control, its help, its default, its limits, its place in the link and what
 * has to be redone when it changes, so that a new parameter is one new row.
 */
import { DATASET_NAMES } from '../data/names.ts';
import {
  DENOISER_NAMES,
  SAMPLER_NAMES,
  SCHEDULE_NAMES,
  SPACING_NAMES,
  TARGET_NAMES,
  VARIANCE_NAMES,
} from '../diffusion/names.ts';
import { ATTENTION_CHOICES, CHANNEL_CHOICES } from '../nn/names.ts';

/** The panel that shows the control. */
type Group = 'data' | 'process' | 'model' | 'training' | 'sampling' | 'run';

/**
 * What a change makes stale: 'restart' throws the trained weights away, 'live' takes effect at the next training
 * step, 'sample' only changes how samples are drawn, 'view' only what is shown.
 */
type Affects = 'restart' | 'live' | 'sample' | 'view';

interface Row<K extends string> {
  readonly kind: K;
  readonly group: Group;
  readonly label: string;
  /** One plain sentence or two: what it is and what to expect on changing it. */
  readonly help: string;
  readonly affects: Affects;
}
export interface NumberRow extends Row<'number'> {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer: boolean;
  /** 'log' moves a slider by factors. */
  readonly scale: 'linear' | 'log';
}
export interface ChoiceRow<T extends string> extends Row<'choice'> {
  readonly default: T;
  readonly options: readonly T[];
  /** What the option is called on screen. */
  readonly labels: Readonly<Record<T, string>>;
}
export interface ToggleRow extends Row<'toggle'> {
  readonly default: boolean;
}
/** A subset of the digits as a sorted string, '0123456789' for all. */
export interface DigitsRow extends Row<'digits'> {
  readonly default: string;
}
/** The points of a curve of alpha-bar, as text: see `formatCurve`. */
export interface CurveRow extends Row<'curve'> {
  readonly default: string;
}
/** Digits in any order, each as often as one likes: at most as many as there are pictures. */
export interface SequenceRow extends Row<'sequence'> {
  readonly default: string;
}

const number = (row: Omit<NumberRow, 'kind'>): NumberRow => ({ kind: 'number', ...row });
const choice = <T extends string>(row: Omit<ChoiceRow<T>, 'kind'>): ChoiceRow<T> => ({
  kind: 'choice',
  ...row,
});
const toggle = (row: Omit<ToggleRow, 'kind'>): ToggleRow => ({ kind: 'toggle', ...row });
const digits = (row: Omit<DigitsRow, 'kind'>): DigitsRow => ({ kind: 'digits', ...row });
const curve = (row: Omit<CurveRow, 'kind'>): CurveRow => ({ kind: 'curve', ...row });

const sequence = (row: Omit<SequenceRow, 'kind'>): SequenceRow => ({ kind: 'sequence', ...row });

const integer = { integer: true, scale: 'linear', step: 1 } as const;
const real = { integer: false, scale: 'linear' } as const;

export const PARAMS = {
  // data
  dataset: choice({
    group: 'data',
    label: 'Data',
    affects: 'restart',
    help: 'What the network learns to draw: handwritten digits, or your own drawings.',
    default: 'mnist',
    options: DATASET_NAMES,
    labels: { mnist: 'MNIST digits', drawings: 'My drawings' },
  }),
  digits: digits({
    group: 'data',
    label: 'Digits',
    affects: 'restart',
    help: 'Which digits to learn. Fewer digits look good sooner.',
    default: '0123456789',
  }),
  trainImages: choice({
    group: 'data',
    label: 'Images',
    affects: 'restart',
    help: 'How much of MNIST to use: the first 10,000 images load at once, all 60,000 take a moment more. Five can only be learned by heart.',
    default: '10000',
    options: ['5', '10000', '60000'],
    labels: { '5': 'Five only', '10000': '10,000', '60000': '60,000' },
  }),
  augment: toggle({
    group: 'data',
    label: 'Augment drawings',
    affects: 'live',
    help: 'Shift, turn and scale each drawing a little every time it is shown, so that a dozen suffice.',
    default: true,
  }),

  // process
  schedule: choice({
    group: 'process',
    label: 'Schedule',
    affects: 'restart',
    help: 'How fast noise takes over as t grows.',
    default: 'flow',
    options: SCHEDULE_NAMES,
    labels: {
      linear: 'Linear (Ho 2020)',
      'linear-unscaled': 'Linear, unscaled (diffusers)',
      'scaled-linear': 'Scaled linear (LDM)',
      cosine: 'Cosine (Nichol 2021)',
      sigmoid: 'Sigmoid (Jabri 2022)',
      'sigmoid-beta': 'Sigmoid in beta (diffusers)',
      flow: 'Rectified flow (Liu 2022)',
      custom: 'Your own curve',
    },
  }),
  curve: curve({
    group: 'process',
    label: 'Curve of ᾱ',
    affects: 'restart',
    help: 'Your own schedule: how much of the picture is left along the way, through points that you drag.',
    default: '143-9455_286-8117_429-6113_571-3887_714-1883_857-495_1000-1',
  }),
  T: number({
    group: 'process',
    label: 'Steps T',
    affects: 'restart',
    help: 'Number of noise levels in the forward process.',
    default: 1000,
    min: 10,
    max: 1000,
    ...integer,
  }),
  zeroTerminalSnr: toggle({
    group: 'process',
    label: 'Zero terminal SNR',
    affects: 'restart',
    help: 'Rescale the schedule so that the last step is pure noise (Lin 2023). There the noise says nothing about the picture: ask the network for v or x₀.',
    default: false,
  }),
  target: choice({
    group: 'process',
    label: 'Network predicts',
    affects: 'restart',
    help: 'What the network is asked for. All four hold the same information; they weigh the noise levels differently.',
    default: 'velocity',
    options: TARGET_NAMES,
    labels: { eps: 'Noise ε', x0: 'Image x₀', v: 'v (Salimans 2022)', velocity: 'Velocity ε − x₀' },
  }),

  // model
  channels: choice({
    group: 'model',
    label: 'Channels',
    affects: 'restart',
    help: 'Width of the UNet at 28, 14 and 7 pixels. Wider learns more and costs more: twice as wide is about four times the work.',
    default: '16/32/32',
    options: CHANNEL_CHOICES,
    labels: {
      '8/16/16': '8 / 16 / 16',
      '16/32/32': '16 / 32 / 32',
      '16/32/64': '16 / 32 / 64',
      '32/64/64': '32 / 64 / 64',
      '32/64': '32 / 64 (two levels)',
      '64/128/128': '64 / 128 / 128',
    },
  }),
  layersPerBlock: number({
    group: 'model',
    label: 'Layers a block',
    affects: 'restart',
    help: 'Residual blocks at each resolution on the way down; the way up has one more.',
    default: 1,
    min: 1,
    max: 3,
    ...integer,
  }),
  normGroups: choice({
    group: 'model',
    label: 'Groups of a normalisation',
    affects: 'restart',
    help: 'Each normalisation looks at its channels in so many groups. It hardly matters here; networks from elsewhere may have another number.',
    default: '8',
    options: ['4', '8'],
    labels: { '4': '4', '8': '8' },
  }),
  attention: choice({
    group: 'model',
    label: 'Attention',
    affects: 'restart',
    help: 'Self-attention lets distant pixels agree with each other.',
    default: 'none',
    options: ATTENTION_CHOICES,
    labels: { none: 'None', middle: 'Middle block', deepest: 'Deepest level and middle' },
  }),
  classConditional: toggle({
    group: 'model',
    label: 'Tell the network the digit',
    affects: 'restart',
    help: 'Adds an embedding of the label, so that you can ask for one digit when sampling. MNIST only.',
    default: false,
  }),
  labelDropout: number({
    group: 'model',
    label: 'Label dropout p',
    affects: 'live',
    help: 'How often the network is not told the digit while it trains. Guidance needs to know both: the digit that is asked for, and any digit at all.',
    default: 0.1,
    min: 0,
    max: 1,
    step: 0.05,
    ...real,
  }),

  tellTime: toggle({
    group: 'model',
    label: 'Tell the network the time',
    affects: 'restart',
    help: 'Off: the network is always told t = 0 and has to see for itself how noisy a picture is.',
    default: true,
  }),

  // training
  learningRate: number({
    group: 'training',
    label: 'Learning rate',
    affects: 'live',
    help: 'Size of an Adam step. Too high and the loss jumps or becomes NaN; too low and nothing happens.',
    default: 0.002,
    min: 1e-5,
    max: 0.1,
    step: 1e-5,
    integer: false,
    scale: 'log',
  }),
  batchSize: number({
    group: 'training',
    label: 'Batch size',
    affects: 'live',
    help: 'Images in one training step. Small batches take more and noisier steps in the same time.',
    default: 16,
    min: 1,
    max: 128,
    ...integer,
  }),
  emaDecay: number({
    group: 'training',
    label: 'EMA decay',
    affects: 'live',
    help: 'Samples come from a running average of the weights. The closer to 1, the further back it reaches.',
    default: 0.995,
    min: 0,
    max: 0.9999,
    step: 0.0001,
    ...real,
  }),
  emaWarmup: toggle({
    group: 'training',
    label: 'EMA warm-up',
    affects: 'live',
    help: 'Early on the average reaches less far back, as min(decay, (1 + n) / (10 + n)), so that it soon forgets the random weights it began with.',
    default: true,
  }),
  steps: number({
    group: 'training',
    label: 'Stop after',
    affects: 'view',
    help: 'Training pauses at this step; raise it to go on.',
    default: 2000,
    min: 1,
    max: 100_000,
    integer: true,
    step: 1,
    scale: 'log',
  }),
  previewEvery: number({
    group: 'training',
    label: 'Preview every',
    affects: 'view',
    help: 'Steps between two sets of preview samples, drawn from the same noise each time.',
    default: 50,
    min: 10,
    max: 5000,
    integer: true,
    step: 10,
    scale: 'log',
  }),

  // sampling
  sampler: choice({
    group: 'sampling',
    label: 'Sampler',
    affects: 'sample',
    help: 'How one step back is made. DDPM adds fresh noise; DDIM, DPM-Solver++ and Euler need far fewer steps.',
    default: 'euler',
    options: SAMPLER_NAMES,
    labels: { ddpm: 'DDPM', ddim: 'DDIM', 'dpm++': 'DPM-Solver++', euler: 'Euler (flow)' },
  }),
  samplingSteps: number({
    group: 'sampling',
    label: 'Sampling steps',
    affects: 'sample',
    help: 'How many times the network is asked on the way from noise to a picture; at most T.',
    default: 25,
    min: 1,
    max: 1000,
    integer: true,
    step: 1,
    scale: 'log',
  }),
  eta: number({
    group: 'sampling',
    label: 'eta',
    affects: 'sample',
    help: 'DDIM only: 0 adds no noise on the way, 1 adds as much as DDPM.',
    default: 0,
    min: 0,
    max: 1,
    step: 0.05,
    ...real,
  }),
  solverOrder: number({
    group: 'sampling',
    label: 'Solver order',
    affects: 'sample',
    help: 'DPM-Solver++ only: how many past predictions each step uses.',
    default: 2,
    min: 1,
    max: 3,
    ...integer,
  }),
  spacing: choice({
    group: 'sampling',
    label: 'Timesteps',
    affects: 'sample',
    help: 'Which of the T noise levels are visited. Trailing starts at the last one, as it should.',
    default: 'trailing',
    options: SPACING_NAMES,
    labels: { leading: 'Leading', trailing: 'Trailing', linspace: 'Linspace' },
  }),
  variance: choice({
    group: 'sampling',
    label: 'DDPM variance',
    affects: 'sample',
    help: 'DDPM only: the noise put back in each step, the smaller (posterior) or the larger (beta) choice of the paper.',
    default: 'fixed_small',
    options: VARIANCE_NAMES,
    labels: { fixed_small: 'Fixed small', fixed_large: 'Fixed large' },
  }),
  clipX0: toggle({
    group: 'sampling',
    label: 'Clip x̂₀ to [−1, 1]',
    affects: 'sample',
    help: 'Keeps each guess of the clean image within the range of pixels.',
    default: true,
  }),
  addNoise: toggle({
    group: 'sampling',
    label: 'Add noise σₜ z',
    affects: 'sample',
    help: 'Switch off to see why the noise is there: without it DDPM collapses to a blurry average.',
    default: true,
  }),
  weights: choice({
    group: 'sampling',
    label: 'Weights',
    affects: 'sample',
    help: 'Sample with the running average (EMA) or with the raw weights of this very step.',
    default: 'ema',
    options: ['ema', 'raw'],
    labels: { ema: 'EMA', raw: 'Raw' },
  }),
  denoiser: choice({
    group: 'sampling',
    label: 'Denoiser',
    affects: 'sample',
    help: 'What guesses the clean image at each step: the network, or the exact answer for the training images, which needs no training and can only copy them.',
    default: 'network',
    options: DENOISER_NAMES,
    labels: { network: 'Network', exact: 'Exact' },
  }),
  sampleCount: number({
    group: 'sampling',
    label: 'Pictures',
    affects: 'sample',
    help: 'How many pictures to draw at once.',
    default: 16,
    min: 1,
    max: 64,
    ...integer,
  }),
  sampleDigits: sequence({
    group: 'sampling',
    label: 'Write this number',
    affects: 'sample',
    help: 'With a network that is told the digit: the digits to ask for, picture by picture, and again from the first.',
    default: '0123456789',
  }),
  guidanceScale: number({
    group: 'sampling',
    label: 'Guidance scale w',
    affects: 'sample',
    help: 'How hard to insist on the digit (Ho & Salimans 2022): 0 forgets it, 1 asks as the network was trained, more gives clearer and less varied digits. The network must have been told no digit now and then.',
    default: 1,
    min: 0,
    max: 10,
    step: 0.1,
    ...real,
  }),

  // run
  seed: number({
    group: 'run',
    label: 'Seed',
    affects: 'restart',
    help: 'Every random number comes from this. Same link, same seed, same machine: the same run.',
    default: 1,
    min: 0,
    max: 4_294_967_295,
    ...integer,
  }),
} as const;

export type ParamName = keyof typeof PARAMS;
export type ParamRow = (typeof PARAMS)[ParamName];
export const PARAM_NAMES = Object.keys(PARAMS) as ParamName[];

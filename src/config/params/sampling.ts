/** Parameters of sampling. */
import { DENOISER_NAMES, SPACING_NAMES, VARIANCE_NAMES } from '../../diffusion/names.ts';
import { SAMPLERS } from '../../diffusion/samplers/registry.ts';
import type { Sampler } from '../../diffusion/samplers/sampler.ts';
import { choice, chosenFrom, integer, number, type Others, real, sequence, toggle } from './row.ts';

const samplerUses =
  (setting: ReturnType<Sampler['uses']>[number]) =>
  ({ sampler, eta }: Others): boolean =>
    SAMPLERS[sampler].uses({ eta }).includes(setting);

export const SAMPLING_PARAMS = {
  sampler: choice({
    label: 'Sampler',
    affects: 'sample',
    help: `How one step back is made. ${Object.values(SAMPLERS)
      .map(({ about }) => about)
      .join(' ')}`,
    default: 'euler',
    ...chosenFrom(SAMPLERS),
  }),
  samplingSteps: number({
    label: 'Sampling steps',
    affects: 'sample',
    help: 'How many steps there are from noise to a picture; at most T.',
    default: 25,
    min: 1,
    max: 1000,
    integer: true,
    step: 1,
    scale: 'log',
  }),
  eta: number({
    label: 'eta',
    affects: 'sample',
    usedWhen: samplerUses('eta'),
    help: '0 adds no noise on the way, 1 adds as much as DDPM.',
    default: 0,
    min: 0,
    max: 1,
    step: 0.05,
    ...real,
  }),
  solverOrder: number({
    label: 'Solver order',
    affects: 'sample',
    usedWhen: samplerUses('solverOrder'),
    help: 'How many past predictions each step uses.',
    default: 2,
    min: 1,
    max: 3,
    ...integer,
  }),
  spacing: choice({
    label: 'Timesteps',
    affects: 'sample',
    help: 'Which of the T noise levels are visited. Trailing starts at the last one, as it should.',
    default: 'trailing',
    options: SPACING_NAMES,
    labels: { leading: 'Leading', trailing: 'Trailing', linspace: 'Linspace' },
  }),
  variance: choice({
    label: 'DDPM variance',
    affects: 'sample',
    usedWhen: samplerUses('variance'),
    help: 'The noise put back in each step, the smaller (posterior) or the larger (beta) choice of the paper.',
    default: 'fixed_small',
    options: VARIANCE_NAMES,
    labels: { fixed_small: 'Fixed small', fixed_large: 'Fixed large' },
  }),
  clipX0: toggle({
    label: 'Clip x̂₀ to [−1, 1]',
    affects: 'sample',
    help: 'Keeps each guess of the clean image within the range of pixels.',
    default: true,
  }),
  clipRange: number({
    label: 'Range of x̂₀',
    affects: 'sample',
    rare: true,
    usedWhen: ({ clipX0 }) => clipX0,
    help: 'Guesses of the clean image are clipped to [−range, range].',
    default: 1,
    min: 0.1,
    max: 100,
    step: 0.1,
    ...real,
  }),
  stepsOffset: number({
    label: 'Offset of the timesteps',
    affects: 'sample',
    rare: true,
    usedWhen: ({ spacing }) => spacing === 'leading',
    help: 'Leading timesteps begin with this one instead of 0.',
    default: 0,
    min: 0,
    max: 100,
    ...integer,
  }),
  endsClean: toggle({
    label: 'The last step ends in the picture',
    affects: 'sample',
    rare: true,
    usedWhen: ({ sampler }) => sampler === 'ddim',
    help: 'Off: it ends at the least noisy level, which leaves a little noise in the picture.',
    default: true,
  }),
  addNoise: toggle({
    label: 'Add noise σₜ z',
    affects: 'sample',
    usedWhen: samplerUses('addNoise'),
    help: 'Switch off to see why the noise is there: without it DDPM collapses to a blurry average.',
    default: true,
  }),
  weights: choice({
    label: 'Weights',
    affects: 'sample',
    usedWhen: ({ denoiser }) => denoiser === 'network',
    help: 'Sample with the running average (EMA) or with the raw weights of the present step.',
    default: 'ema',
    options: ['ema', 'raw'],
    labels: { ema: 'EMA', raw: 'Raw' },
  }),
  denoiser: choice({
    label: 'Denoiser',
    affects: 'sample',
    help: 'What guesses the clean image at each step: the network, or the exact answer for the training images, which needs no training and can only copy them.',
    default: 'network',
    options: DENOISER_NAMES,
    labels: { network: 'Network', exact: 'Exact' },
  }),
  sampleCount: number({
    label: 'Pictures',
    affects: 'sample',
    help: 'How many pictures to draw at once.',
    default: 16,
    min: 1,
    max: 64,
    ...integer,
  }),
  sampleDigits: sequence({
    label: 'Ask for these',
    affects: 'sample',
    usedWhen: ({ classConditional }) => classConditional,
    help: 'With a network that is told the digit: the digits to ask for, one per picture, repeated from the start.',
    default: '0123456789',
  }),
  guidanceScale: number({
    label: 'Guidance scale w',
    affects: 'sample',
    usedWhen: ({ classConditional }) => classConditional,
    help: 'How hard to insist on the digit (Ho & Salimans 2022): 0 forgets it, 1 asks as the network was trained, more gives clearer and less varied digits. Needs a network trained with label dropout.',
    default: 1,
    min: 0,
    max: 10,
    step: 0.1,
    ...real,
  }),
} as const;

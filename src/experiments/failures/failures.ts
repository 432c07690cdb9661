/** Failures worth seeing, one row each. Numbers in their texts are tested in tests/experiments/failures.test.ts. */
import type { RunConfig } from '../../config/runConfig.ts';

/**
 * What to compare with the healthy run: the preview samples drawn during training, the result of sampling, or the first
 * guess of the picture in it.
 */
export type Shows = 'previews' | 'result' | 'firstGuess';

interface Healthy {
  /** Id of its record. */
  readonly id: string;
  /** How it differs from the failure. */
  readonly words: string;
  readonly config: Partial<RunConfig>;
}

export interface Failure {
  /** Also the id of its record. */
  readonly id: string;
  readonly title: string;
  /** The settings that differ from the page's opening settings. */
  readonly config: Partial<RunConfig>;
  /** What "Try it" starts: training, or sampling with the present network. */
  readonly begins: 'training' | 'sampling';
  readonly question: string;
  readonly choices: readonly string[];
  /** Index of the right answer in `choices`. */
  readonly right: number;
  /** What happens, and why; one string per paragraph. */
  readonly reveal: readonly string[];
  /** The same set-up without the fault. */
  readonly healthy: Healthy;
  readonly shows: Shows;
  /** Whether both are trained on the same target, so their losses can be compared. */
  readonly comparesLoss: boolean;
}

const digits = (words: string): Healthy => ({ id: 'digits', words, config: {} });

export const FAILURES: readonly Failure[] = [
  {
    id: 'no-noise',
    title: 'Sampling noise off',
    config: { sampler: 'ddpm', samplingSteps: 50, addNoise: false },
    begins: 'sampling',
    question:
      'DDPM adds fresh noise at each step. Without it, and nothing else changed, the pictures will be …',
    choices: [
      'cleaner: noise only disturbs',
      'one and the same digit, whatever noise they start from',
      'the same: the network removes it anyway',
    ],
    right: 1,
    reveal: [
      'Every start ends in the same picture. The pretrained network draws one crisp 1, sixteen times: they differ by less than 1 % of what sixteen pictures differ by when noise is added. The mean of a step carries less noise than the next level is said to have; the step’s own σ z makes up for the rest. Without it all that differs between two starts is averaged away within the first steps. What remains lies near the mean of all digits, and from there on the network sharpens it into one of them.',
      'DDIM adds none and works, because its step keeps the whole of the guessed noise. What is missing is not fresh noise, but the right amount of noise.',
    ],
    healthy: { id: 'noise', words: 'With noise', config: { sampler: 'ddpm', samplingSteps: 50 } },
    shows: 'result',
    comparesLoss: false,
  },
  {
    id: 'rate',
    title: 'Learning rate too high',
    config: { learningRate: 0.1 },
    begins: 'training',
    question: 'Fifty times the usual learning rate. The loss will …',
    choices: [
      'fall fifty times as fast',
      'jump up at first, and then stay near the loss of a network that knows nothing',
      'fall as always: Adam scales its steps by itself',
    ],
    right: 1,
    reveal: [
      'Adam moves every weight by about the learning rate in each step, however small the gradient. Weights here are about 0.07; steps of 0.1 throw all of them about at once. The loss leaps from 0.9 to above 20 within four steps. It comes down again, but no further than about 0.63: the loss of a network that knows how noisy a picture is, and nothing of what it shows.',
      'Lower the rate while it runs: it takes effect at the next step. Often the network is beyond saving by then; Reset brings the first weights back, the same ones, since they come from the seed.',
    ],
    healthy: digits('Learning rate 0.002'),
    shows: 'previews',
    comparesLoss: true,
  },
  {
    id: 'short',
    title: 'T = 20, unscaled',
    config: { schedule: 'linear-unscaled', T: 20, target: 'v', sampler: 'ddpm', samplingSteps: 20 },
    begins: 'training',
    question: 'The betas of a thousand steps, but only twenty steps. The loss falls. The samples will be …',
    choices: ['digits, a little coarse', 'noise that never becomes a digit', 'empty paper'],
    right: 1,
    reveal: [
      'After twenty such steps 82 % of the picture’s variance is still there: in training the network never saw anything noisier. Sampling starts from pure noise all the same, which the network takes for a picture with a fifth of noise. It removes that fifth in twenty small parts, and keeps the rest as if it were drawn.',
      'Look at the last level in the Noise part: the digit is plain to see. A schedule has to end in noise; scaled by 1000 / T, as “Linear” does it here, twenty steps are enough.',
    ],
    healthy: {
      id: 'scaled',
      words: 'Betas scaled by 1000 / T',
      config: { schedule: 'linear', T: 20, target: 'v', sampler: 'ddpm', samplingSteps: 20 },
    },
    shows: 'previews',
    comparesLoss: false,
  },
  {
    id: 'ema',
    title: 'EMA of 0.9999 in a short run',
    config: { emaDecay: 0.9999, emaWarmup: false, steps: 300 },
    begins: 'training',
    question:
      'Samples come from a running average of the weights that reaches 10,000 steps back. After 300 steps they will be …',
    choices: [
      'smoother than those of the raw weights',
      'as if nothing had been learned, while the raw weights draw strokes',
      'the same as those of the raw weights',
    ],
    right: 1,
    reveal: [
      'The average began at the random weights and moves a ten-thousandth of the way at each step. After 300 steps 0.9999³⁰⁰, 97 %, of it is still what it began with. The loss says that the network learns; the samples are those of a network that was never trained.',
      '“Why does it only produce noise?” is asked of every diffusion program, and this is often the answer. With the warm-up the average reaches only as far back as the run is long.',
    ],
    healthy: digits('EMA of 0.995 with warm-up'),
    shows: 'previews',
    comparesLoss: true,
  },
  {
    id: 'zero-snr',
    title: 'Noise asked for where there is nothing else',
    config: {
      schedule: 'linear',
      zeroTerminalSnr: true,
      target: 'eps',
      sampler: 'ddim',
      samplingSteps: 4,
    },
    begins: 'training',
    question:
      'The last level is pure noise, and the network is asked for the noise in it. Sampling starts there. The first guess of the picture will be …',
    choices: ['a blurry mean digit, as always', 'black and white grains, as random as the noise', 'grey'],
    right: 1,
    reveal: [
      'In pure noise the right answer is the input itself: the network learns to copy, and says nothing about digits. The guess is x̂₀ = (xₜ − ε̂) / 0. What is left of the division is a sign, and clipping makes black or white of it. Without clipping all is lost to infinities.',
      'The levels after that start from these grains and cannot repair all of it. Asked for v, the network has to say in pure noise what pictures look like on average, which is what sampling needs there: that is why Lin et al. 2023, who make schedules end in pure noise, ask for v.',
    ],
    healthy: {
      id: 'v',
      words: 'Asked for v',
      config: { schedule: 'linear', zeroTerminalSnr: true, target: 'v', sampler: 'ddim', samplingSteps: 4 },
    },
    shows: 'firstGuess',
    comparesLoss: false,
  },
  {
    id: 'five',
    title: 'Five images',
    config: { trainImages: '5', steps: 1500 },
    begins: 'training',
    question: 'Only five digits to learn from. The samples will be …',
    choices: ['all kinds of digits, badly drawn', 'those five, again and again', 'a mean of the five'],
    right: 1,
    reveal: [
      'For a finite set the answer with the lowest loss is known: the mean of all training images, weighted by how likely each is behind the noise. As the noise fades, one image takes all the weight, and sampling can only end in one of the five. The network is learning just that.',
      'The loss is lower than with all digits, and that is no good sign: it has learned the images, not what digits are. On digits that it has never seen its loss rises the longer it trains. Samples of a model should be compared with its training images: see “Memory”.',
    ],
    healthy: digits('Ten thousand images'),
    shows: 'previews',
    comparesLoss: true,
  },
  {
    id: 'no-time',
    title: 'No time embedding',
    config: { tellTime: false },
    begins: 'training',
    question: 'The network is never told how noisy a picture is. It will …',
    choices: ['draw only noise', 'learn almost as well', 'work at the noisy levels only'],
    right: 1,
    reveal: [
      'No failure after all. A picture of 784 pixels shows how noisy it is: the grain of the paper alone tells the noise within 5 %. Being told helps a little.',
      'The same was found for large models: “Is noise conditioning necessary for denoising generative models?” (Sun et al. 2025). Had the data been single numbers instead of pictures, it would have failed.',
    ],
    healthy: digits('Told the time'),
    shows: 'previews',
    comparesLoss: true,
  },
];

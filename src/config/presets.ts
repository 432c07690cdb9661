/** Named links. Each changes only the defaults that its lesson needs. */
import type { RunConfig } from './runConfig.ts';

export interface Preset {
  readonly id: string;
  readonly name: string;
  /** One sentence: what to look for. */
  readonly lesson: string;
  readonly config: Partial<RunConfig>;
}

const FLOW = { schedule: 'flow', target: 'velocity', sampler: 'euler', samplingSteps: 25 } as const;

export const PRESETS: readonly Preset[] = [
  {
    id: 'digits-soon',
    name: 'Digits soon',
    lesson: 'A small network, a flow and small batches: the quickest way to digits on a slow machine.',
    config: { ...FLOW, channels: '8/16/16' },
  },
  {
    id: 'textbook',
    name: 'Textbook DDPM',
    lesson: 'Ho et al. 2020 as written: predict the noise, walk back all 1000 steps. Right, and slow.',
    config: {
      schedule: 'linear',
      target: 'eps',
      learningRate: 0.001,
      batchSize: 64,
      sampler: 'ddpm',
      samplingSteps: 1000,
    },
  },
  {
    id: 'cosine-v',
    name: 'Cosine with v',
    lesson: 'A gentler schedule and a better question: v weighs all noise levels alike.',
    config: { schedule: 'cosine', target: 'v', learningRate: 0.001, sampler: 'ddim', samplingSteps: 50 },
  },
  {
    id: 'fast-flow',
    name: 'Fast flow',
    lesson: 'Almost straight paths: eight Euler steps from noise to digit.',
    config: { ...FLOW, samplingSteps: 8 },
  },
  {
    id: 'classes',
    name: 'Digits on demand',
    lesson:
      'The network is told the digit, most of the time; then ask for one, and choose how hard to insist.',
    config: { classConditional: true, guidanceScale: 2 },
  },
  {
    id: 'shapes',
    name: 'Shapes in colour',
    lesson:
      'Circles, squares, triangles and stars, each as asked for: colour after a minute and a half of training.',
    config: {
      dataset: 'shapes',
      side: 16,
      colour: true,
      augment: false,
      ...FLOW,
      channels: '16/32',
      classConditional: true,
      guidanceScale: 2,
      learningRate: 0.004,
      rateSchedule: 'oneCycle',
      emaDecay: 0.98,
      steps: 2000,
      previewEvery: 400,
    },
  },
  {
    id: 'drawings',
    name: 'My drawings',
    lesson: 'Draw a dozen pictures and teach the network your hand.',
    config: { dataset: 'drawings' },
  },
  {
    id: 'two-moons',
    name: 'Two moons in five seconds',
    lesson: 'Points instead of pictures: watch arrows turn towards the data while a small network learns.',
    config: {
      dataset: 'two-moons',
      ...FLOW,
      samplingSteps: 50,
      learningRate: 0.02,
      rateSchedule: 'oneCycle',
      emaDecay: 0.98,
      steps: 500,
    },
  },
  {
    id: 'overshoots',
    name: 'Why guidance overshoots',
    lesson:
      'Train, sample at w = 1, then raise the guidance scale: it drives points of each class out of the data.',
    config: {
      dataset: 'two-moons',
      schedule: 'cosine',
      target: 'v',
      sampler: 'ddim',
      clipX0: false,
      classConditional: true,
      guidanceScale: 4,
      sampleDigits: '01',
      learningRate: 0.02,
      rateSchedule: 'oneCycle',
      emaDecay: 0.98,
      steps: 1000,
    },
  },
  {
    id: 'reference',
    name: 'Reference run',
    lesson: 'The run that is compared with PyTorch, number by number.',
    config: {
      schedule: 'linear',
      target: 'eps',
      trainImages: '60000',
      learningRate: 0.001,
      batchSize: 64,
      steps: 1000,
      sampler: 'ddim',
      samplingSteps: 50,
    },
  },
];

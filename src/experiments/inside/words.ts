/** Blocks and their costs in words. */
import type { BlockReport } from './engine/insideJob.ts';

interface Kind {
  readonly of: RegExp;
  /** The label below the small picture. */
  readonly short: string;
  readonly name: string;
  /** What it computes. */
  readonly does: string;
}

const KINDS: readonly Kind[] = [
  {
    of: /resnets/,
    short: 'res',
    name: 'residual block',
    does: 'Normalises, convolves, adds the time, convolves again, and adds the result to its input.',
  },
  {
    of: /attentions/,
    short: 'attn',
    name: 'attention',
    does: 'Lets every place look at every other and take in what is relevant.',
  },
  {
    of: /downsamplers/,
    short: '↓',
    name: 'half the resolution',
    does: 'Halves the resolution with a convolution of stride two.',
  },
  {
    of: /upsamplers/,
    short: '↑',
    name: 'twice the resolution',
    does: 'Doubles the resolution by repeating each place, and smooths it by a convolution.',
  },
  {
    of: /^time_embedding/,
    short: 'time',
    name: 'time embedding',
    does: 'Turns t, and the digit if there is one, into a vector that every residual block receives.',
  },
  {
    of: /^conv_in/,
    short: 'in',
    name: 'first convolution',
    does: 'Turns the noisy picture into channels: each finds one small pattern of 3 × 3 pixels.',
  },
  {
    of: /^conv_norm_out/,
    short: 'norm',
    name: 'last normalisation',
    does: 'Brings all channels to one scale for the last convolution.',
  },
  {
    of: /^conv_out/,
    short: 'out',
    name: 'last convolution',
    does: 'Mixes all channels into one picture: the network’s answer.',
  },
];

const PLACES: { readonly [S in BlockReport['stage']]?: string } = {
  down: 'Way down',
  middle: 'Bottom',
  up: 'Way up',
};

/** What to look for at each stage. */
const LOOK_FOR: { readonly [S in BlockReport['stage']]?: string } = {
  down: 'The further down, the less its channels look like the picture: edges first, then strokes, then parts.',
  middle:
    'The coarsest view, each place standing for several pixels of the picture: what is drawn, and roughly where, is settled here. Move towards the noise, and see when it no longer tells picture from noise.',
  up: 'The coarse view joins the fine detail that the arc brings across, and becomes sharp again.',
};

const kindOf = ({ name }: Pick<BlockReport, 'name'>): Kind => KINDS.find(({ of }) => of.test(name))!;

export const shortKind = (block: Pick<BlockReport, 'name'>): string => kindOf(block).short;

/** Position and kind of a block, for example “Way down, 14 × 14: residual block 2”. */
export function plainName({ name, stage, shape }: Pick<BlockReport, 'name' | 'stage' | 'shape'>): string {
  const { name: kind } = kindOf({ name });
  const place = PLACES[stage];
  if (!place) return kind[0]!.toUpperCase() + kind.slice(1);
  const number = /(?:resnets|attentions)\.(\d+)/.exec(name)?.[1];
  const counted = number === undefined ? kind : `${kind} ${Number(number) + 1}`;
  return `${place}, ${shape[0]} × ${shape[1]}: ${counted}`;
}

export const explanation = (block: Pick<BlockReport, 'name' | 'stage'>): string =>
  [kindOf(block).does, LOOK_FOR[block.stage]].filter(Boolean).join(' ');

export const MEASURES = ['flops', 'parameters', 'ms'] as const;
export type Measure = (typeof MEASURES)[number];
export const MEASURE_LABELS: Readonly<Record<Measure, string>> = {
  flops: 'Operations',
  parameters: 'Parameters',
  ms: 'Time',
};

/** A browser's clock tells no shorter times apart. */
const SHORTEST_MS = 0.01;

export const inWords: { readonly [K in Measure]: (value: number | null) => string } = {
  flops: value => `${((value ?? 0) / 1e6).toPrecision(3)} M`,
  parameters: value => (value ?? 0).toLocaleString('en'),
  ms: value =>
    value === null ? '–' : value < SHORTEST_MS ? `< ${SHORTEST_MS} ms` : `${value.toFixed(2)} ms`,
};

/** Blocks and their costs in words. */
import type { BlockReport } from './engine/insideJob.ts';

const KINDS: readonly (readonly [RegExp, string, string])[] = [
  [/resnets/, 'res', 'Residual block: normalise, convolve, add the time, convolve again, add what came in'],
  [/attentions/, 'attn', 'Attention: every place looks at every other'],
  [/downsamplers/, '↓', 'Half the resolution, by a convolution that takes every second place'],
  [/upsamplers/, '↑', 'Twice the resolution, and a convolution'],
  [
    /^time_embedding/,
    'time',
    'What every residual block is told of the time, and of the digit where there is one',
  ],
  [/^conv_in/, 'in', 'The first convolution, from the noisy picture to channels'],
  [/^conv_norm_out/, 'norm', 'The last normalisation, and SiLU'],
  [/^conv_out/, 'out', 'The last convolution: the network’s answer'],
];

export const shortKind = ({ name }: BlockReport): string =>
  KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? '';
export const longKind = ({ name }: BlockReport): string =>
  KINDS.find(([pattern]) => pattern.test(name))?.[2] ?? '';

export const MEASURES = ['flops', 'parameters', 'ms'] as const;
export type Measure = (typeof MEASURES)[number];
export const MEASURE_LABELS: Readonly<Record<Measure, string>> = {
  flops: 'Operations',
  parameters: 'Parameters',
  ms: 'Time',
};

export const inWords: { readonly [K in Measure]: (value: number | null) => string } = {
  flops: value => `${((value ?? 0) / 1e6).toPrecision(3)} M`,
  parameters: value => (value ?? 0).toLocaleString('en'),
  ms: value => (value === null ? '–' : `${value.toFixed(2)} ms`),
};

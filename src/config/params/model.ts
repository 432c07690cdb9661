/** The network. */
import { ATTENTION_CHOICES, CHANNEL_CHOICES } from '../../nn/names.ts';
import { choice, integer, number, real, toggle } from './row.ts';

export const MODEL_PARAMS = {
  channels: choice({
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
    label: 'Layers per block',
    affects: 'restart',
    help: 'Residual blocks at each resolution on the way down; the way up has one more.',
    default: 1,
    min: 1,
    max: 3,
    ...integer,
  }),
  normGroups: choice({
    label: 'Normalisation groups',
    affects: 'restart',
    help: 'Number of groups into which each normalisation divides its channels. It hardly matters here; networks from elsewhere may use another number.',
    default: '8',
    options: ['4', '8'],
    labels: { '4': '4', '8': '8' },
  }),
  attention: choice({
    label: 'Attention',
    affects: 'restart',
    help: 'Self-attention lets distant pixels agree with each other.',
    default: 'none',
    options: ATTENTION_CHOICES,
    labels: { none: 'None', middle: 'Middle block', deepest: 'Deepest level and middle' },
  }),
  classConditional: toggle({
    label: 'Tell the network the digit',
    affects: 'restart',
    help: 'Adds an embedding of the label, so that you can ask for one digit when sampling. MNIST only.',
    default: false,
  }),
  labelDropout: number({
    label: 'Label dropout p',
    affects: 'live',
    usedWhen: ({ classConditional }) => classConditional,
    help: 'How often the network is not told the digit while it trains. Guidance needs to know both: the digit that is asked for, and any digit at all.',
    default: 0.1,
    min: 0,
    max: 1,
    step: 0.05,
    ...real,
  }),
  tellTime: toggle({
    label: 'Tell the network the time',
    affects: 'restart',
    help: 'Off: the network is always told t = 0 and has to see for itself how noisy a picture is.',
    default: true,
  }),
} as const;

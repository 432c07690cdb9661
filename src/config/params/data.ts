/** Parameters of the training data. */
import { DATASET_NAMES } from '../../data/names.ts';
import { choice, digits, toggle } from './row.ts';

export const DATA_PARAMS = {
  dataset: choice({
    label: 'Data',
    affects: 'restart',
    help: 'What the network learns to draw: handwritten digits, or your own drawings.',
    default: 'mnist',
    options: DATASET_NAMES,
    labels: { mnist: 'MNIST digits', drawings: 'My drawings' },
  }),
  digits: digits({
    label: 'Digits',
    affects: 'restart',
    usedWhen: ({ dataset }) => dataset === 'mnist',
    help: 'Which digits to learn. Fewer digits look good sooner.',
    default: '0123456789',
  }),
  trainImages: choice({
    label: 'Images',
    affects: 'restart',
    usedWhen: ({ dataset }) => dataset === 'mnist',
    help: 'How much of MNIST to use: the first 10,000 images load at once, all 60,000 take a moment more. Five can only be learned by heart.',
    default: '10000',
    options: ['5', '10000', '60000'],
    labels: { '5': 'Five only', '10000': '10,000', '60000': '60,000' },
  }),
  augment: toggle({
    label: 'Augment drawings',
    affects: 'live',
    usedWhen: ({ dataset }) => dataset === 'drawings',
    help: 'Shift, turn and scale each drawing a little every time it is shown, so that a dozen suffice.',
    default: true,
  }),
} as const;

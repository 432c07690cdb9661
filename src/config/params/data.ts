/** Parameters of the training data. */

import { parseCollectionId } from '../../data/collection.ts';
import { MNIST_SHAPE } from '../../data/mnistParts.ts';
import type { SetSetting } from '../../data/sets/dataSet.ts';
import { DATA_SETS, setUses } from '../../data/sets/registry.ts';
import { SIDES } from '../../data/shape.ts';
import { choice, chosenFrom, digits, number, type Others, text, toggle } from './row.ts';

const usedBySet =
  (setting: SetSetting) =>
  ({ dataset }: Others): boolean =>
    setUses(dataset, setting);

export const DATA_PARAMS = {
  dataset: choice({
    label: 'Data',
    affects: 'restart',
    help: 'What the network learns to draw: digits, clothing or shapes that are ready to use, your own drawings, or any pictures that you add.',
    default: 'mnist',
    ...chosenFrom(DATA_SETS),
  }),
  digits: digits({
    label: 'Digits',
    affects: 'restart',
    usedWhen: usedBySet('digits'),
    help: 'Which digits to learn. Fewer digits look good sooner.',
    default: '0123456789',
  }),
  trainImages: choice({
    label: 'Images',
    affects: 'restart',
    usedWhen: usedBySet('trainImages'),
    help: 'How many pictures to use: the first 10,000 images load at once, all 60,000 take a moment more. Five can only be learned by heart.',
    default: '10000',
    options: ['5', '10000', '60000'],
    labels: { '5': 'Five only', '10000': '10,000', '60000': '60,000' },
  }),
  augment: toggle({
    label: 'Augment drawings',
    affects: 'live',
    usedWhen: usedBySet('augment'),
    help: 'Shift, turn and scale each drawing a little every time it is shown, so that a dozen suffice.',
    default: true,
  }),
  side: number({
    label: 'Side',
    affects: 'restart',
    usedWhen: usedBySet('side'),
    help: 'Pixels along each side of a picture. Twice as many cost four times the work.',
    default: MNIST_SHAPE.width,
    min: SIDES.least,
    max: SIDES.most,
    integer: true,
    step: SIDES.step,
    scale: 'linear',
  }),
  colour: toggle({
    label: 'Colour',
    affects: 'restart',
    usedWhen: usedBySet('colour'),
    help: 'Pictures with red, green and blue instead of grey ones.',
    default: false,
  }),
  pictures: text({
    label: 'Pictures',
    affects: 'restart',
    usedWhen: usedBySet('pictures'),
    help: 'Which of the collections in this browser, or of those served with the page.',
    default: '',
    options: [],
    labels: {},
    problem: id =>
      id === '' || parseCollectionId(id)
        ? null
        : 'a name, a number of classes and a hash, with points between',
  }),
  flips: toggle({
    label: 'Mirror at random',
    affects: 'live',
    usedWhen: usedBySet('flips'),
    help: 'Shows every other picture mirrored left to right, which doubles the data where that makes sense: faces, but not letters.',
    default: false,
  }),
} as const;

/** Parameters of the training data. */

import { parseCollectionId } from '../../data/collection.ts';
import { MNIST_SHAPE } from '../../data/mnistParts.ts';
import type { SetSetting } from '../../data/sets/dataSet.ts';
import { WRITABLE } from '../../data/sets/plane/glyphs.ts';
import { pointsProblem } from '../../data/sets/plane/pointsText.ts';
import { DATA_SETS, setUses } from '../../data/sets/registry.ts';
import { SIDES } from '../../data/shape.ts';
import { choice, chosenFrom, digits, integer, number, type Others, real, text, toggle } from './row.ts';

const usedBySet =
  (setting: SetSetting) =>
  ({ dataset }: Others): boolean =>
    setUses(dataset, setting);

const LONGEST_WORD = 12;

export const DATA_PARAMS = {
  dataset: choice({
    label: 'Data',
    affects: 'restart',
    help: 'What the network learns to draw: digits, clothing or shapes that are ready to use, your own drawings, any pictures that you add, or points in the plane, where you can see everything.',
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
    help: 'How many pictures to use: the first 10,000 images load at once, all 60,000 take a moment longer. Five can only be learned by heart.',
    default: '10000',
    options: ['5', '10000', '60000'],
    labels: { '5': 'Five only', '10000': '10,000', '60000': '60,000' },
  }),
  augment: toggle({
    label: 'Augment drawings',
    affects: 'live',
    usedWhen: usedBySet('augment'),
    help: 'Shift, turn and scale each drawing a little every time it is shown, so that a dozen are enough.',
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
  pointCount: number({
    label: 'Points',
    affects: 'restart',
    usedWhen: usedBySet('pointCount'),
    help: 'How many points there are to train on. A handful can be learned by heart.',
    default: 10_000,
    min: 5,
    max: 50_000,
    integer: true,
    step: 1,
    scale: 'log',
  }),
  spread: number({
    label: 'Spread',
    affects: 'restart',
    usedWhen: usedBySet('spread'),
    help: 'Standard deviation of the points around the figure that they follow.',
    default: 0.04,
    min: 0,
    max: 0.3,
    step: 0.005,
    ...real,
  }),
  cells: number({
    label: 'Cells per side',
    affects: 'restart',
    usedWhen: usedBySet('cells'),
    help: 'How many cells along each side of the board or the grid.',
    default: 4,
    min: 1,
    max: 10,
    ...integer,
  }),
  turns: number({
    label: 'Turns',
    affects: 'restart',
    usedWhen: usedBySet('turns'),
    help: 'How many times the spiral winds around its centre.',
    default: 2,
    min: 0.5,
    max: 5,
    step: 0.25,
    ...real,
  }),
  words: text({
    label: 'Word',
    affects: 'restart',
    usedWhen: usedBySet('words'),
    help: 'What is written in points: capitals and digits.',
    default: 'DDPM',
    options: ['DDPM', 'NOISE', '42'],
    labels: { DDPM: 'DDPM', NOISE: 'NOISE', 42: '42' },
    problem: words =>
      words.length > LONGEST_WORD
        ? `at most ${LONGEST_WORD} letters`
        : WRITABLE.test(words) && words.trim() !== ''
          ? null
          : 'capitals, digits and spaces',
  }),
  points: text({
    label: 'My points',
    affects: 'restart',
    usedWhen: usedBySet('points'),
    help: 'Points that you drew or imported, as a link holds them.',
    default: '',
    options: [''],
    labels: { '': 'none' },
    problem: pointsProblem,
  }),
} as const;

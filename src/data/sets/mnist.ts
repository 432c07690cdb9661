import { MNIST_PARTS, MNIST_SHAPE } from '../mnistParts.ts';
import { builtinZero } from './builtinZero.ts';
import { dataSet } from './dataSet.ts';
import { inParts } from './inParts.ts';

const CLASSES = Array.from({ length: 10 }, (_, digit) => String(digit));

const parts = inParts(MNIST_PARTS, 'digits');

const among = (digits: string) => (label: number) => digits.includes(String(label));

export const mnist = dataSet({
  id: 'mnist',
  label: 'MNIST digits',
  many: 'digits',
  uses: ['digits', 'trainImages'],
  credit: 'digits, handwritten (MNIST, LeCun 1998)',
  shape: () => MNIST_SHAPE,
  classes: () => CLASSES,
  load: ({ digits, trainImages }, sources) => parts.load(trainImages, among(digits), sources),
  heldOut: ({ digits }, sources) => parts.heldOut(among(digits), sources),
  example: () => builtinZero(),
});

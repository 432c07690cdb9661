import { FASHION_PARTS } from '../fashionParts.ts';
import { MNIST_SHAPE } from '../mnistParts.ts';
import { builtinZero } from './builtinZero.ts';
import { dataSet } from './dataSet.ts';
import { inParts } from './inParts.ts';

/** Xiao et al. 2017, table 2. */
const CLASSES = [
  'T-shirt',
  'trousers',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'ankle boot',
];

const parts = inParts(FASHION_PARTS, 'pieces of clothing');

const all = () => true;

export const fashion = dataSet({
  id: 'fashion',
  label: 'Fashion-MNIST',
  many: 'pieces of clothing',
  uses: ['trainImages'],
  credit: 'pieces of clothing (Fashion-MNIST, Zalando 2017, MIT licence)',
  served: 'npm run data -- fashion',
  shape: () => MNIST_SHAPE,
  classes: () => CLASSES,
  load: ({ trainImages }, sources) => parts.load(trainImages, all, sources),
  heldOut: (_, sources) => parts.heldOut(all, sources),
  example: () => builtinZero(),
});

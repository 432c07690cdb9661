import { firstImages, joinImageSets, selectClasses } from '../imageSet.ts';
import { MNIST_SHAPE, type MnistPartName } from '../mnistParts.ts';
import { builtinZero } from './builtinZero.ts';
import { dataSet, type Sources } from './dataSet.ts';

const LABELS: Readonly<Record<MnistPartName, string>> = {
  'train-10k': 'Loading 10,000 digits',
  'train-rest': 'Loading 50,000 more digits',
  'test-10k': 'Loading 10,000 test digits',
};

const CLASSES = Array.from({ length: 10 }, (_, digit) => String(digit));

export const mnist = dataSet({
  id: 'mnist',
  label: 'MNIST digits',
  many: 'digits',
  uses: ['digits', 'trainImages'],
  credit: 'digits, handwritten (MNIST, LeCun 1998)',
  shape: () => MNIST_SHAPE,
  classes: CLASSES,
  async load({ digits, trainImages }, sources) {
    const wanted = (label: number) => digits.includes(String(label));
    const first = await part('train-10k', sources);
    const chosen = selectClasses(first, wanted);
    if (trainImages === '5') return firstImages(chosen, 5);
    if (trainImages === '10000') return chosen;
    return selectClasses(joinImageSets(first, await part('train-rest', sources)), wanted);
  },
  async heldOut({ digits }, sources) {
    return selectClasses(await part('test-10k', sources), label => digits.includes(String(label)));
  },
  example: () => builtinZero(),
});

/** Its code comes with the first digits: the page itself shows only what the engine sends. */
const part = (name: MnistPartName, { fetchBytes, onProgress, once }: Sources) =>
  once(`mnist ${name}`, async () => {
    const { loadMnist } = await import('../mnist.ts');
    const told = (fraction: number | null) => onProgress(LABELS[name], fraction);
    const images = await loadMnist(name, fetchBytes, told);
    told(1);
    return images;
  });

/** Loading of sets that travel in MNIST's three parts. */
import { firstImages, type ImageSet, joinImageSets, selectClasses } from '../imageSet.ts';
import type { MnistPart, MnistPartName } from '../mnistParts.ts';
import type { Sources } from './dataSet.ts';

type Parts = Readonly<Record<MnistPartName, MnistPart>>;

const wordsOf = (many: string): Readonly<Record<MnistPartName, string>> => ({
  'train-10k': `Loading 10,000 ${many}`,
  'train-rest': `Loading 50,000 more ${many}`,
  'test-10k': `Loading 10,000 test ${many}`,
});

/** @param many the pictures' name on the screen: 'digits'. */
export function inParts(parts: Parts, many: string) {
  const words = wordsOf(many);
  /** Its code comes with the first pictures: the page itself shows only what the engine sends. */
  const part = (name: MnistPartName, { fetchBytes, onProgress, once }: Sources) =>
    once(parts[name].file, async () => {
      const { loadPart } = await import('../packedPart.ts');
      const told = (fraction: number | null) => onProgress(words[name], fraction);
      const images = await loadPart(parts[name], fetchBytes, told);
      told(1);
      return images;
    });
  return {
    async load(trainImages: string, wanted: (label: number) => boolean, sources: Sources): Promise<ImageSet> {
      const first = await part('train-10k', sources);
      const chosen = selectClasses(first, wanted);
      if (trainImages === '5') return firstImages(chosen, 5);
      if (trainImages === '10000') return chosen;
      return selectClasses(joinImageSets(first, await part('train-rest', sources)), wanted);
    },
    heldOut: async (wanted: (label: number) => boolean, sources: Sources): Promise<ImageSet> =>
      selectClasses(await part('test-10k', sources), wanted),
  };
}

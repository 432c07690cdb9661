/** The training images of a run, loaded once and kept. */
import type { RunConfig } from '../../config/runConfig.ts';
import { DataError } from '../../data/dataError.ts';
import type { FetchBytes, OnFraction } from '../../data/fetchBytes.ts';
import { type Drawings, firstImages, type ImageSet, joinImageSets } from '../../data/imageSet.ts';
import { loadMnist } from '../../data/mnist.ts';
import type { MnistPartName } from '../../data/mnistParts.ts';
import { selectDigits } from '../../data/selectDigits.ts';

export type OnProgress = (label: string, fraction: number | null) => void;

export class ImageLoader {
  private readonly parts = new Map<MnistPartName, ImageSet>();

  constructor(private readonly fetchBytes: FetchBytes) {}

  /** @throws DataError if the data cannot be loaded, or none is left after the choice of digits. */
  async load(config: RunConfig, drawings: Drawings | null, onProgress: OnProgress): Promise<ImageSet> {
    if (config.dataset === 'drawings') {
      if (!drawings || drawings.count === 0) {
        throw new DataError('There is no drawing yet.', 'Draw something and add it to My drawings.');
      }
      return { count: drawings.count, images: drawings.pixels, labels: null };
    }
    const first = await this.part('train-10k', fraction => onProgress('Loading 10,000 digits', fraction));
    const chosen = selectDigits(first, config.digits);
    if (config.trainImages === '5') return firstImages(chosen, 5);
    if (config.trainImages === '10000') return chosen;
    const rest = await this.part('train-rest', fraction =>
      onProgress('Loading 50,000 more digits', fraction),
    );
    return selectDigits(joinImageSets(first, rest), config.digits);
  }

  /**
   * Images of the same kind that no run trains on: MNIST's test images of the run's digits. Null for drawings.
   */
  async heldOut(config: RunConfig, onProgress: OnProgress): Promise<ImageSet | null> {
    if (config.dataset === 'drawings') return null;
    const label = 'Loading 10,000 test digits';
    const test = await this.part('test-10k', fraction => onProgress(label, fraction));
    return selectDigits(test, config.digits);
  }

  private async part(name: MnistPartName, onProgress: OnFraction): Promise<ImageSet> {
    const known = this.parts.get(name);
    if (known) return known;
    const part = await loadMnist(name, this.fetchBytes, onProgress);
    onProgress(1);
    this.parts.set(name, part);
    return part;
  }
}

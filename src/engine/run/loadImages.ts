/** The training images of a run; what was loaded once is kept. */
import type { RunConfig } from '../../config/runConfig.ts';
import { parseCollectionId } from '../../data/collection.ts';
import { unpackCollection } from '../../data/collectionFile.ts';
import { DataError } from '../../data/dataError.ts';
import type { FetchBytes } from '../../data/fetchBytes.ts';
import type { Drawings, ImageSet } from '../../data/imageSet.ts';
import { fetchServed } from '../../data/served.ts';
import { DATA_SETS } from '../../data/sets/registry.ts';
import type { CollectionStorage } from '../../storage/collectionStorage.ts';

export type OnProgress = (label: string, fraction: number | null) => void;

export class ImageLoader {
  private readonly loaded = new Map<string, ImageSet>();

  /** @param collections the browser's own; null where there is no browser. */
  constructor(
    private readonly fetchBytes: FetchBytes,
    private readonly collections: CollectionStorage | null = null,
  ) {}

  /** @throws DataError if the data cannot be loaded, or none is left after the choice of digits. */
  load(config: RunConfig, drawings: Drawings | null, onProgress: OnProgress): Promise<ImageSet> {
    return DATA_SETS[config.dataset].load(config, this.sources(drawings, onProgress));
  }

  /** Images of the same kind that no run trains on; null where there are none. */
  async heldOut(config: RunConfig, onProgress: OnProgress): Promise<ImageSet | null> {
    const { heldOut } = DATA_SETS[config.dataset];
    return heldOut ? heldOut(config, this.sources(null, onProgress)) : null;
  }

  private sources(drawings: Drawings | null, onProgress: OnProgress) {
    const once = async (name: string, load: () => Promise<ImageSet>) => {
      const images = this.loaded.get(name) ?? (await load());
      this.loaded.set(name, images);
      return images;
    };
    const collection = (id: string) => once(id, () => this.collection(id, onProgress));
    return { fetchBytes: this.fetchBytes, drawings, collection, onProgress, once };
  }

  private async collection(id: string, onProgress: OnProgress): Promise<ImageSet> {
    const own = await this.collections?.read(id);
    if (own) return own;
    const served = (await fetchServed(this.fetchBytes)).collections.find(each => each.id === id);
    const name = parseCollectionId(id)?.name ?? id;
    if (!served) {
      throw new DataError(
        `The pictures “${name}” are not in this browser.`,
        'Add the same pictures again with the same settings, or open a run file that holds them.',
      );
    }
    const told = (fraction: number | null) => onProgress(`Loading ${served.name}`, fraction);
    const collection = unpackCollection(served.file, await this.fetchBytes(served.file, told));
    if (collection.id !== id) {
      throw new DataError(
        `The file ${served.file} holds other pictures than the list says.`,
        'Add them again.',
      );
    }
    told(1);
    return collection;
  }
}

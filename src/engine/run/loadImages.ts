/** The training images of a run; what was loaded once is kept. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { FetchBytes } from '../../data/fetchBytes.ts';
import type { Drawings, ImageSet } from '../../data/imageSet.ts';
import { DATA_SETS } from '../../data/sets/registry.ts';

export type OnProgress = (label: string, fraction: number | null) => void;

export class ImageLoader {
  private readonly loaded = new Map<string, ImageSet>();

  constructor(private readonly fetchBytes: FetchBytes) {}

  /** @throws DataError if the data cannot be loaded, or none is left after the choice of digits. */
  load(config: RunConfig, drawings: Drawings | null, onProgress: OnProgress): Promise<ImageSet> {
    return DATA_SETS[config.dataset].load(config, this.sources(drawings, onProgress));
  }

  /** Images of the same kind that no run trains on; null where there are none. */
  heldOut(config: RunConfig, onProgress: OnProgress): Promise<ImageSet | null> {
    return DATA_SETS[config.dataset].heldOut(config, this.sources(null, onProgress));
  }

  private sources(drawings: Drawings | null, onProgress: OnProgress) {
    const once = async (name: string, load: () => Promise<ImageSet>) => {
      const images = this.loaded.get(name) ?? (await load());
      this.loaded.set(name, images);
      return images;
    };
    return { fetchBytes: this.fetchBytes, drawings, onProgress, once };
  }
}

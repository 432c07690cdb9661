/** Fetches what a new run is made of. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { ImageSet } from '../../data/imageSet.ts';
import type { ImageLoader, OnProgress } from './loadImages.ts';
import type { PretrainedFile, PretrainedLoader } from './pretrained.ts';
import type { NewRunOrder } from './runOrder.ts';

export interface RunParts {
  readonly images: ImageSet;
  /** Null if it knows other pictures, or cannot be loaded. */
  readonly pretrained: PretrainedFile | null;
}

export class PartsLoader {
  constructor(
    readonly images: ImageLoader,
    private readonly pretrained: PretrainedLoader,
    private readonly onProgress: OnProgress,
    /** Called if the pretrained network cannot be loaded: the run works without it. */
    private readonly fail: (error: unknown) => void,
  ) {}

  /** @throws DataError if the images cannot be loaded, or none is left after the choice of digits. */
  async load({ config, drawings }: NewRunOrder): Promise<RunParts> {
    const [images, pretrained] = await Promise.all([
      this.images.load(config, drawings, this.onProgress),
      this.pretrainedFor(config),
    ]);
    return { images, pretrained };
  }

  async pretrainedFor(config: RunConfig): Promise<PretrainedFile | null> {
    try {
      return await this.pretrained.forRun(config);
    } catch (error) {
      this.fail(error);
      return null;
    }
  }
}

/** The forward process of the edited settings, computed on the page's own thread, without the engine. */

import { PROCESS_PARAMS } from '../../config/params/process.ts';
import type { ParamName } from '../../config/params.ts';
import { processOf } from '../../config/processOf.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { bytesToUnit } from '../../data/normalise.ts';
import { DATA_SETS } from '../../data/sets/registry.ts';
import { pictureOf } from '../../data/shape.ts';
import { addNoise } from '../../diffusion/forward.ts';
import { levelAt } from '../../diffusion/samplers/level.ts';
import { gaussians } from '../../math/random.ts';
import { shownDrawings } from '../drawings/drawings.ts';
import { derive } from '../memo.ts';
import { dataSettings, imagesInView, shapeInView } from '../settings/dataInView.ts';
import type { AppState, Forward } from '../state.ts';

const PROCESS_NAMES = Object.keys(PROCESS_PARAMS) as ParamName[];

/** The settings that shape the process or the questions about it, as one string. */
export const processKey = (config: RunConfig): string =>
  PROCESS_NAMES.map(name => `${name}=${config[name]}`).join('&');

export const processInView = derive([({ config }: AppState) => config], processOf);

/** A picture of the data: a drawing, an image that the engine sent, or else a built-in zero. */
const imageInView = derive(
  [dataSettings, shapeInView, shownDrawings, imagesInView, ({ place }: AppState) => place.imageIndex],
  (config, shape, drawings, images, index): Pick<Forward, 'shape' | 'image' | 'label'> => {
    if (config.dataset === 'drawings' && drawings.length > 0) {
      return { shape, image: drawings[index % drawings.length]!.pixels, label: null };
    }
    if (images && images.count > 0) {
      const at = index % images.count;
      return { shape, image: pictureOf(images.pixels, shape, at), label: images.labels?.[at] ?? null };
    }
    return { shape, image: DATA_SETS[config.dataset].example(config), label: null };
  },
);

/** The noise for a picture of that size. */
const noiseInView = derive(
  [
    ({ config }: AppState) => config.seed,
    ({ place }: AppState) => place.noiseIndex,
    (state: AppState) => imageInView(state).image.length,
  ],
  (seed, noiseIndex, size) => gaussians(seed, 'forward', noiseIndex, new Float32Array(size)),
);

export const forwardInView = derive(
  [processInView, imageInView, noiseInView],
  (process, { shape, image, label }, eps): Forward => {
    const x0 = bytesToUnit(image);
    return { process, shape, image, x0, eps, label, at: t => addNoise(levelAt(process, t), x0, eps) };
  },
);

/** The data of the settings as edited: what shape its pictures have, and those of the present run where they are of it. */
import { DATA_PARAMS } from '../../config/params/data.ts';
import type { ParamName } from '../../config/params.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { shapeOf } from '../../data/sets/registry.ts';
import { sameShape, sizeOf } from '../../data/shape.ts';
import { derive } from '../memo.ts';
import type { AppState } from '../state.ts';

const DATA_NAMES = Object.keys(DATA_PARAMS) as ParamName[];

const sameData = (a: RunConfig, b: RunConfig): boolean => DATA_NAMES.every(name => a[name] === b[name]);

/** The settings' part that the data depends on: the same value as long as that is the same. */
export const dataSettings = derive([({ config }: AppState) => config], config => config, {
  devModeChecks: { identityFunctionCheck: 'never' },
  memoizeOptions: { resultEqualityCheck: sameData },
});

/** Of every picture that the page shows for the settings. */
export const shapeInView = derive([dataSettings], shapeOf, {
  memoizeOptions: { resultEqualityCheck: sameShape },
});

/** Of the pictures of the present run. */
export const runShape = derive([({ run }: AppState) => run.config], shapeOf, {
  memoizeOptions: { resultEqualityCheck: sameShape },
});

/** The first images that the engine sent, where they are of the data set in view. */
export const imagesInView = derive(
  [dataSettings, shapeInView, ({ run }: AppState) => run.images, ({ run }: AppState) => run.config],
  ({ dataset }, shape, images, built) =>
    images && built.dataset === dataset && sameShape(shapeOf(built), shape)
      ? { ...images, count: images.pixels.length / sizeOf(shape) }
      : null,
);

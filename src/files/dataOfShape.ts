/** Which data of the page goes with a network from a file: the file's own, or one of the same shape that stands in. */
import { DEFAULT_CONFIG, type RunConfig } from '../config/runConfig.ts';
import { shapeOf } from '../data/sets/registry.ts';
import { type Shape, SIDES, sameShape, sizeOf, squareOf } from '../data/shape.ts';
import { FileRefused } from '../nn/fileRefused.ts';

export interface DataOfShape {
  readonly settings: Pick<RunConfig, 'dataset' | 'side' | 'colour'>;
  /** What stands in for what, in a sentence; null if nothing does. */
  readonly note: string | null;
}

/**
 * @param own the run's own settings; null if the file brings none.
 * @throws FileRefused if no data of the page has that shape.
 */
export function dataOfShape(shape: Shape, own: RunConfig | null): DataOfShape {
  if (own && sameShape(shapeOf(own), shape)) {
    const { dataset, side, colour } = own;
    return { settings: { dataset, side, colour }, note: null };
  }
  const { side, colour } = DEFAULT_CONFIG;
  if (sameShape(shapeOf(DEFAULT_CONFIG), shape)) {
    return { settings: { dataset: DEFAULT_CONFIG.dataset, side, colour }, note: null };
  }
  const { height, width, channels } = shape;
  const square = squareOf(sizeOf(shape));
  if (!square || !sameShape(square, shape)) {
    throw new FileRefused(
      `The network draws pictures of ${height} × ${width} in ${channels} channels; the page has squares of ${SIDES.least} to ${SIDES.most} pixels, grey or in colour`,
    );
  }
  return {
    settings: { dataset: 'shapes', side: width, colour: channels === 3 },
    note: `The network draws pictures of ${height} × ${width} in ${channels === 3 ? 'colour' : 'grey'}; Shapes of that size stand in for the data that it was trained on.`,
  };
}

import { DataError } from '../../dataError.ts';
import { POINT_SHAPE, toFixed } from '../../points.ts';
import type { DataSet } from '../dataSet.ts';
import { pointsFromText } from './pointsText.ts';

/** Points that one draws or imports. They are a setting, so links and saved runs hold them like any other. */
export const drawn: DataSet<'points'> = {
  id: 'points',
  kind: 'points',
  label: 'My points',
  many: 'points',
  uses: ['points'],
  credit: 'points of yours',
  shape: () => POINT_SHAPE,
  classes: () => ['first', 'second', 'third', 'fourth'],
  async load({ points: text }) {
    const points = pointsFromText(text);
    if (points.length === 0)
      throw new DataError('There is no point yet.', 'Press Draw points in the Data part.');
    return {
      count: points.length,
      shape: POINT_SHAPE,
      images: Uint16Array.from(points.flatMap(([x, y]) => [toFixed(x), toFixed(y)])),
      labels: Uint8Array.from(points, ([, , label]) => label),
    };
  },
  heldOut: null,
  example: () => Uint16Array.of(toFixed(0), toFixed(0)),
};

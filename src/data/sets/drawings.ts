import { DataError } from '../dataError.ts';
import { builtinZero } from './builtinZero.ts';
import { dataSet, type SetSettings } from './dataSet.ts';

const shape = ({ side, colour }: SetSettings) => ({ height: side, width: side, channels: colour ? 3 : 1 });

export const drawings = dataSet({
  id: 'drawings',
  label: 'My drawings',
  many: 'drawings',
  uses: ['augment', 'side', 'colour'],
  credit: 'drawings, kept in this browser',
  shape,
  classes: () => null,
  async load(settings, { drawings: drawn }) {
    if (!drawn || drawn.count === 0) {
      throw new DataError('There is no drawing yet.', 'Draw something and add it to My drawings.');
    }
    return { count: drawn.count, shape: shape(settings), images: drawn.pixels, labels: null };
  },
  heldOut: null,
  example: settings => builtinZero(shape(settings)),
});

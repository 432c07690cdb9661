import { parseCollectionId } from '../collection.ts';
import { DataError } from '../dataError.ts';
import { builtinZero } from './builtinZero.ts';
import { dataSet, type SetSettings } from './dataSet.ts';

const shape = ({ side, colour }: SetSettings) => ({ height: side, width: side, channels: colour ? 3 : 1 });

/** A collection of pictures: the user's own, or one that is served with the page. */
export const pictures = dataSet({
  id: 'pictures',
  label: 'My pictures',
  many: 'pictures',
  uses: ['pictures', 'flips'],
  credit: 'pictures, kept in this browser',
  shape,
  // A link knows how many there are; the collection itself knows what they are called.
  classes({ pictures: id }) {
    const count = parseCollectionId(id)?.classes ?? 0;
    return count > 0 ? Array.from({ length: count }, (_, label) => String(label)) : null;
  },
  async load(settings, { collection }) {
    if (settings.pictures === '') {
      throw new DataError('No pictures are chosen yet.', 'Add pictures, or choose other data.');
    }
    const { side, colour } = settings;
    const set = await collection(settings.pictures);
    const { height, width, channels } = set.shape;
    if (height !== side || width !== side || channels !== (colour ? 3 : 1)) {
      throw new DataError(
        `The pictures have ${height} × ${width} pixels ${channels === 3 ? 'in colour' : 'in grey'}, other than these settings say.`,
        'Choose the pictures again under Data.',
      );
    }
    return set;
  },
  heldOut: null,
  example: settings => builtinZero(shape(settings)),
});

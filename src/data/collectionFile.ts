/**
 * A collection as one file that numpy reads: a .npz with `images` [N, H, W, C] and, where there are classes, `labels` [N];
 * beside them `collection.json` with names and credit.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import * as v from 'valibot';
import { type Collection, collectionId, MOST_CLASSES } from './collection.ts';
import { DataError } from './dataError.ts';
import { readNpy, writeNpy } from './npy.ts';
import { SIDES } from './shape.ts';

const NOTE = 'collection.json';
const IMAGES = 'images.npy';
const LABELS = 'labels.npy';
const MAX_BYTES = 512 * 2 ** 20;
const ADVICE = 'Import the pictures again.';

const Note = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  classes: v.nullable(
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.minLength(1), v.maxLength(MOST_CLASSES)),
  ),
  credit: v.pipe(v.string(), v.maxLength(500)),
});

export function packCollection({
  name,
  classes,
  credit,
  count,
  shape,
  images,
  labels,
}: Collection): Uint8Array<ArrayBuffer> {
  const { height, width, channels } = shape;
  const note = strToU8(JSON.stringify({ name, classes, credit }));
  return zipSync({
    [NOTE]: note,
    [IMAGES]: writeNpy([count, height, width, channels], images),
    ...(labels ? { [LABELS]: writeNpy([count], labels) } : {}),
  }) as Uint8Array<ArrayBuffer>;
}

/** @throws DataError if it is no whole collection. */
export function unpackCollection(file: string, bytes: Uint8Array): Collection {
  const refuse = (what: string): DataError => new DataError(`The collection ${file} ${what}.`, ADVICE);
  const entries = entriesOf(bytes, refuse);
  const [noted, pictures, told] = [entries[NOTE], entries[IMAGES], entries[LABELS]];
  if (!noted || !pictures) throw refuse('has no pictures in it');
  const note = v.safeParse(Note, parse(strFromU8(noted)));
  if (!note.success) throw refuse('does not say its name and classes');
  const { name, classes, credit } = note.output;
  const { shape: sizes, data: images } = readNpy(IMAGES, pictures);
  const labels = told ? readNpy(LABELS, told).data : null;
  const [count, height, width, channels] = sizes as [number, number, number, number];
  const sides = [height, width].every(side => side >= SIDES.least && side <= SIDES.most);
  const fits = sizes.length === 4 && count > 0 && sides && (channels === 1 || channels === 3);
  if (!fits || !(images instanceof Uint8Array)) throw refuse(`holds an array of ${sizes.join(' × ')}`);
  if ((labels === null) !== (classes === null)) throw refuse('does not say the class of every picture');
  const known = labels === null || (labels instanceof Uint8Array && labels.length === count);
  if (!known || labels?.some(label => label >= classes!.length)) throw refuse('has labels of no class');
  const collection = { name, classes, credit, count, shape: { height, width, channels }, images, labels };
  return { id: collectionId(collection), ...collection };
}

function entriesOf(bytes: Uint8Array, refuse: (what: string) => DataError): Record<string, Uint8Array> {
  let room = MAX_BYTES;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (![NOTE, IMAGES, LABELS].includes(name)) return false;
        room -= originalSize;
        if (room < 0) throw refuse('is too large');
        return true;
      },
    });
  } catch (cause) {
    throw cause instanceof DataError ? cause : refuse('is damaged');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Pictures of one's own, from folders, archives and arrays, brought to one size. */
import { gzipSync, zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../scripts/decodePicture.ts';
import { collectionId, parseCollectionId } from '../../src/data/collection.ts';
import { packCollection, unpackCollection } from '../../src/data/collectionFile.ts';
import { DataError } from '../../src/data/dataError.ts';
import { type Gathered, type GatherOptions, gatherCollection } from '../../src/files/collection/gather.ts';
import { kindOf } from '../../src/files/collection/kindOf.ts';
import type { SourceFile } from '../../src/files/collection/sources.ts';
import { fromBase64, NPY, NPZ } from '../data/numpyFiles.ts';

type Rgba = readonly [red: number, green: number, blue: number, alpha?: number];

function png(width: number, height: number, at: (x: number, y: number) => Rgba): Uint8Array<ArrayBuffer> {
  const picture = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) {
    const [red, green, blue, alpha = 255] = at(i % width, Math.floor(i / width));
    picture.data.set([red, green, blue, alpha], 4 * i);
  }
  return new Uint8Array(PNG.sync.write(picture));
}

const RED = png(8, 8, () => [255, 0, 0]);
const BLUE = png(8, 8, () => [0, 0, 255]);

const files = (named: Readonly<Record<string, Uint8Array>>): SourceFile[] =>
  Object.entries(named).map(([path, bytes]) => ({
    path,
    size: bytes.length,
    read: async () => new Uint8Array(bytes),
  }));

const OPTIONS: GatherOptions = { name: 'Mine', side: 8, colour: true, fitting: 'fit', credit: '' };

async function gather(
  named: Readonly<Record<string, Uint8Array>>,
  options: Partial<GatherOptions> = {},
): Promise<Gathered> {
  let gathered: Gathered | undefined;
  for await (const progress of gatherCollection(files(named), { ...OPTIONS, ...options }, decodePicture)) {
    gathered = progress.gathered ?? gathered;
  }
  return gathered!;
}

const pixel = ({ collection }: Gathered, n: number, y: number, x: number): number[] => {
  const { channels, width, height } = collection.shape;
  const at = ((n * height + y) * width + x) * channels;
  return [...collection.images.subarray(at, at + channels)];
};

describe('folders', () => {
  it('takes sub-folders as classes, in the order of the alphabet', async () => {
    const { collection, refused } = await gather({
      'pets/dog/1.png': BLUE,
      'pets/cat/2.png': RED,
      'pets/dog/3.png': BLUE,
      'pets/.DS_Store': Uint8Array.of(1),
    });
    expect(collection).toMatchObject({
      count: 3,
      classes: ['cat', 'dog'],
      shape: { height: 8, width: 8, channels: 3 },
    });
    expect([...collection.labels!]).toEqual([0, 1, 1]);
    expect(refused).toEqual([]);
  });

  it('is the same collection in whatever order the files are listed', async () => {
    const one = await gather({ 'a/1.png': RED, 'b/2.png': BLUE });
    const other = await gather({ 'b/2.png': BLUE, 'a/1.png': RED });
    expect(other.collection).toEqual(one.collection);
  });

  it('has no classes where there are no sub-folders', async () => {
    const { collection } = await gather({ 'pets/1.png': BLUE, 'pets/2.png': RED });
    expect(collection).toMatchObject({ count: 2, classes: null, labels: null });
  });

  it('leaves out what is kept for testing, and says so', async () => {
    const given = {
      'd/train/a/1.png': RED,
      'd/train/b/1.png': RED,
      'd/test/a/9.png': BLUE,
      'd/val/b/8.png': BLUE,
    };
    const { collection, notes } = await gather(given);
    expect(collection).toMatchObject({ count: 2, classes: ['a', 'b'] });
    expect(notes.join()).toContain('2 files kept for testing');
  });

  it('names each file that is not taken, and why', async () => {
    const given = {
      'a/1.png': RED,
      'b/2.png': RED,
      'a/not.png': Uint8Array.of(1, 2, 3),
      'b/cut.png': RED.slice(0, 50),
      'beside.png': RED,
    };
    const { collection, refused } = await gather(given);
    expect(collection.count).toBe(2);
    expect(refused).toHaveLength(3);
    expect(refused.join('\n')).toMatch(/beside\.png lies beside the folders/);
    expect(refused.join('\n')).toMatch(/a\/not\.png is not a picture/);
    expect(refused.join('\n')).toMatch(/b\/cut\.png is/);
  });

  it('refuses where nothing can be taken', async () => {
    await expect(gather({ 'a.png': Uint8Array.of(1) })).rejects.toBeInstanceOf(DataError);
    await expect(gather({})).rejects.toBeInstanceOf(DataError);
  });
});

describe('one size', () => {
  it('fits the whole picture in, with black beside it', async () => {
    const wide = await gather({ 'a.png': png(16, 8, () => [200, 100, 50]) });
    expect(pixel(wide, 0, 0, 0)).toEqual([0, 0, 0]);
    expect(pixel(wide, 0, 2, 0)).toEqual([200, 100, 50]);
    expect(pixel(wide, 0, 5, 7)).toEqual([200, 100, 50]);
    expect(pixel(wide, 0, 6, 7)).toEqual([0, 0, 0]);
  });

  it('or takes its middle', async () => {
    const three = png(24, 8, x => (x < 8 ? [255, 0, 0] : x < 16 ? [0, 255, 0] : [0, 0, 255]));
    const middle = await gather({ 'a.png': three }, { fitting: 'crop' });
    expect(new Set(middle.collection.images.filter((_, i) => i % 3 === 1))).toEqual(new Set([255]));
    expect(new Set(middle.collection.images.filter((_, i) => i % 3 !== 1))).toEqual(new Set([0]));
  });

  it('averages areas', async () => {
    const checked = png(16, 16, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
    const { collection } = await gather({ 'a.png': checked }, { colour: false });
    expect(new Set(collection.images)).toEqual(new Set([128]));
  });

  it('makes grey as BT.601 does, and puts transparent pictures on white', async () => {
    const grey = await gather({ 'a.png': png(8, 8, () => [100, 150, 200]) }, { colour: false });
    expect(pixel(grey, 0, 4, 4)).toEqual([Math.round(0.299 * 100 + 0.587 * 150 + 0.114 * 200)]);
    const half = await gather({ 'a.png': png(8, 8, () => [255, 0, 0, 0]) });
    expect(pixel(half, 0, 4, 4)).toEqual([255, 255, 255]);
  });
});

describe('arrays', () => {
  it('reads an .npz with labels, without its test part', async () => {
    const { collection, notes } = await gather({ 'digits.npz': fromBase64(NPZ) }, { colour: false });
    expect(collection).toMatchObject({ count: 3, classes: ['0', '2'] });
    expect([...collection.labels!]).toEqual([1, 0, 1]);
    expect([...collection.images]).toEqual(Array.from({ length: 192 }, (_, i) => i));
    expect(notes).toHaveLength(1);
  });

  it('reads an .npy of floats in [-1, 1]', async () => {
    const { collection } = await gather({ 'a.npy': fromBase64(NPY.floats) }, { colour: false });
    expect(collection.count).toBe(2);
    // Each of the 2 x 2 pixels fills 4 x 4.
    expect([0, 4, 32, 36].map(i => collection.images[i])).toEqual([0, 36, 73, 109]);
  });

  const idx = (sizes: number[], bytes: number[]) => {
    const head = Buffer.alloc(4 + 4 * sizes.length);
    head.set([0, 0, 8, sizes.length]);
    sizes.forEach((size, i) => {
      head.writeUInt32BE(size, 4 + 4 * i);
    });
    return new Uint8Array(Buffer.concat([head, Buffer.from(bytes)]));
  };

  it('reads a pair of IDX files, packed or not', async () => {
    const images = idx(
      [2, 8, 8],
      Array.from({ length: 128 }, (_, i) => i),
    );
    const labels = idx([2], [7, 3]);
    const { collection } = await gather(
      { 'train-images-idx3-ubyte.gz': gzipSync(images), 'train-labels-idx1-ubyte': labels },
      { colour: false },
    );
    expect(collection).toMatchObject({ count: 2, classes: ['3', '7'] });
    expect([...collection.labels!]).toEqual([1, 0]);
    expect([...collection.images.subarray(0, 5)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('reads a batch of CIFAR-10', async () => {
    const record = (label: number, colour: Rgba) => [
      label,
      ...[0, 1, 2].flatMap(c => Array<number>(1024).fill(colour[c]!)),
    ];
    const batch = Uint8Array.from([...record(3, [1, 2, 3]), ...record(9, [4, 5, 6])]);
    const gathered = await gather({ 'data_batch_1.bin': batch });
    expect(gathered.collection.classes![3]).toBe('cat');
    expect(gathered.collection.classes).toHaveLength(10);
    expect([...gathered.collection.labels!]).toEqual([3, 9]);
    expect(pixel(gathered, 1, 4, 4)).toEqual([4, 5, 6]);
    await expect(gather({ 'data_batch_1.bin': batch.slice(1) })).rejects.toThrow('not a CIFAR-10 batch');
  });

  it('says what is in arrays that are no pictures', async () => {
    await expect(gather({ 'labels.npy': fromBase64(NPY.labels) })).rejects.toThrow('labels.npy is [2]');
  });
});

describe('archives', () => {
  const zip = zipSync({ 'pets/cat/1.png': RED, 'pets/dog/2.png': BLUE, '__MACOSX/pets/cat/._1.png': RED });

  it('are read as the folders in them', async () => {
    const { collection } = await gather({ 'pets.zip': zip });
    expect(collection).toMatchObject({ count: 2, classes: ['cat', 'dog'] });
    // The same pictures have the same name, wherever they lay.
    const loose = await gather({ 'x/cat/1.png': RED, 'x/dog/2.png': BLUE });
    expect(loose.collection.id).toBe(collection.id);
  });

  it('with one damaged picture give the others', async () => {
    const packed = zipSync({
      'a/1.png': RED,
      'a/2.png': png(64, 64, (x, y) => [x * 3, y * 3, x * y]),
      'b/3.png': BLUE,
    });
    const at = Buffer.from(packed).indexOf('a/2.png') + 30;
    packed.fill(255, at, at + 40);
    const { collection, refused } = await gather({ 'a.zip': packed });
    expect(collection.count).toBe(2);
    expect(refused).toHaveLength(1);
  });

  it('that are cut short are refused', async () => {
    await expect(gather({ 'pets.zip': zip.slice(0, 60) })).rejects.toThrow('damaged');
  });
});

it.each<[string, Readonly<Record<string, Uint8Array>>]>([
  ['folders', { 'a/1.png': RED, 'b/2.png': RED }],
  ['collection', { 'digits.npz': fromBase64(NPZ) }],
  ['collection', { 'data_batch_1.bin': RED }],
  ['collection', { 'a.zip': zipSync({ '1.png': RED }) }],
  ['drawings', { '1.png': RED, '2.png': RED }],
  ['drawings', { 'mine/1.png': RED, 'mine/2.png': RED }],
  ['run', { 'a.zip': zipSync({ 'unet/x.safetensors': RED, 'samples.png': RED }) }],
  ['run', { 'model.safetensors': RED }],
  ['run', { 'weights.bin': RED }],
  ['run', { 'a.zip': RED }],
])('takes for a %s: %j', async (kind, named) => {
  expect(await kindOf(files(named))).toBe(kind);
});

describe('the file of a collection', () => {
  it('opens again as it was, and its name tells its content', async () => {
    const { collection } = await gather({ 'x/cat/1.png': RED, 'x/dog/2.png': BLUE }, { credit: 'me, CC0' });
    const opened = unpackCollection('mine.npz', packCollection(collection));
    expect(opened).toEqual(collection);
    expect(parseCollectionId(collection.id)).toEqual({ name: 'mine', classes: 2 });
    const other = { ...collection, images: collection.images.map(byte => 255 - byte) };
    expect(collectionId(other)).not.toBe(collection.id);
  });

  it.each([
    '',
    'cats',
    'cats.2',
    'cats.2.xyz',
    'cats.999.0123456789ab',
    '../x.2.0123456789ab',
    'a b.2.0123456789ab',
  ])('a name such as %j is none', id => {
    expect(parseCollectionId(id)).toBeNull();
  });

  it.each<[string, (file: Uint8Array) => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['half of it', file => file.slice(0, file.length / 2)],
    ['an .npz of others', () => fromBase64(NPZ)],
  ])('refuses %s', async (_, change) => {
    const { collection } = await gather({ 'a.png': RED });
    expect(() => unpackCollection('mine.npz', change(packCollection(collection)))).toThrow(DataError);
  });
});

/** Files of pictures as they might come from anywhere: each becomes a whole collection or is refused in a sentence. */

import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { decodePicture } from '../../scripts/decodePicture.ts';
import { unpackCollection } from '../../src/data/collectionFile.ts';
import { DataError } from '../../src/data/dataError.ts';
import { writeNpy } from '../../src/data/npy.ts';
import { sizeOf } from '../../src/data/shape.ts';
import { gatherCollection } from '../../src/files/collection/gather.ts';
import { FileRefused } from '../../src/nn/fileRefused.ts';
import { fromBase64, NPY, NPZ } from '../data/numpyFiles.ts';
import { figures } from './figures.ts';
import { report } from './report.ts';

const png = (shade: number) => {
  const picture = new PNG({ width: 9, height: 8 });
  picture.data.fill(shade);
  return new Uint8Array(PNG.sync.write(picture));
};
const idx = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 8, 0, 0, 0, 8, ...Array<number>(128).fill(9)]);
const folders = zipSync({ 'a/1.png': png(9), 'a/2.png': png(90), 'b/3.png': png(200) });

/** Whole files by name. */
const WHOLE: readonly (readonly [path: string, bytes: Uint8Array])[] = [
  ['a.npy', fromBase64(NPY.bytes)],
  ['a.npy', fromBase64(NPY.floats)],
  ['a.npy', writeNpy([3, 8, 8, 3], new Uint8Array(3 * 8 * 8 * 3))],
  ['a.npz', fromBase64(NPZ)],
  ['train-images-idx3-ubyte', idx],
  ['train-images-idx3-ubyte.gz', gzipSync(idx)],
  ['data_batch_1.bin', new Uint8Array(2 * 3073)],
  ['a.zip', folders],
  ['a.png', png(50)],
];

/** Changes that a file suffers, or that someone makes on purpose. */
const change = fc.oneof(
  fc.record({ cut: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  }),
  fc.record({ head: fc.nat(63), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
);

const damaged = fc
  .tuple(fc.constantFrom(...WHOLE), fc.array(change, { maxLength: 4 }))
  .map(([[path, bytes], changes]) => {
    let file = bytes.slice();
    for (const each of changes) {
      if ('cut' in each) file = file.slice(0, Math.floor(each.cut * file.length));
      else {
        const at = 'head' in each ? each.head : Math.floor(each.at * file.length);
        file.set(each.bytes.subarray(0, Math.max(0, file.length - at)), Math.min(at, file.length));
      }
    }
    return { path, file };
  });

const isRefusal = (error: unknown): boolean =>
  (error instanceof DataError || error instanceof FileRefused) && /\S/.test(error.message);

it('no file of pictures does worse than being refused', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(damaged, async ({ path, file }) => {
      const source = { path, size: file.length, read: async () => file.slice() };
      const options = { name: 'any', side: 8, colour: true, fitting: 'fit', credit: '' } as const;
      try {
        for await (const { gathered } of gatherCollection([source], options, decodePicture)) {
          if (!gathered) continue;
          taken += 1;
          const { count, shape, images, labels, classes } = gathered.collection;
          expect(count).toBeGreaterThan(0);
          expect(images).toHaveLength(count * sizeOf(shape));
          expect(labels?.length ?? count).toBe(count);
          for (const label of labels ?? []) expect(label).toBeLessThan(classes!.length);
        }
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    }),
    { numRuns: figures.checkpointFiles },
  );
  expect(taken).toBeGreaterThan(figures.checkpointFiles / 8);
  report({
    test: 'changed files of pictures (npy, npz, idx, CIFAR, zip, png)',
    reached: `${figures.checkpointFiles}: ${taken} taken, the rest refused`,
    target: '10,000, none crashes',
  });
}, 3_600_000);

it('no file of a collection does worse than being refused', async () => {
  const images = writeNpy([2, 8, 8, 1], new Uint8Array(128));
  const labels = writeNpy([2], Uint8Array.of(0, 1));
  const note = fc.oneof(
    fc.constant({ name: 'a', classes: ['x', 'y'], credit: '' }),
    fc.jsonValue(),
    fc.record({ name: fc.string(), classes: fc.option(fc.array(fc.string())), credit: fc.string() }),
  );
  const array = fc.constantFrom(
    images,
    labels,
    fromBase64(NPY.floats),
    fromBase64(NPY.objects),
    new Uint8Array(3),
  );
  await fc.assert(
    fc.asyncProperty(note, array, fc.option(array), async (said, pictures, told) => {
      const file = zipSync({
        'collection.json': Buffer.from(JSON.stringify(said)),
        'images.npy': pictures,
        ...(told ? { 'labels.npy': told } : {}),
      });
      try {
        const collection = unpackCollection('any.npz', file);
        expect(collection.images).toHaveLength(collection.count * sizeOf(collection.shape));
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    }),
    { numRuns: figures.checkpointFiles },
  );
}, 3_600_000);

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/data/dataError.ts';
import { joinImageSets, selectClasses } from '../../src/data/imageSet.ts';
import { MNIST_PARTS, plainSize } from '../../src/data/mnistParts.ts';
import { loadPart } from '../../src/data/packedPart.ts';
import { PIXELS, SHAPE } from './mnistSize.ts';

const folder = join(import.meta.dirname, '../../public/data');
const fromDisk = async (file: string) => new Uint8Array(await readFile(join(folder, file)));
const bytes = (buffer: Buffer) => async () => new Uint8Array(buffer);

function histogram(labels: Uint8Array): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

/** Counts of each digit as published with MNIST. */
const TRAIN = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];
const TEST = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];

describe('MNIST', () => {
  it('joins both training parts to the 60,000 images', async () => {
    const train = joinImageSets(
      await loadPart(MNIST_PARTS['train-10k'], fromDisk),
      await loadPart(MNIST_PARTS['train-rest'], fromDisk),
    );
    expect(train.count).toBe(60_000);
    expect(train.images.length).toBe(60_000 * PIXELS);
    expect(histogram(train.labels!)).toEqual(TRAIN);
    expect([...train.labels!.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    // The mean and standard deviation with which MNIST is commonly normalised.
    const mean = train.images.reduce((sum, pixel) => sum + pixel, 0) / train.images.length / 255;
    expect(mean).toBeCloseTo(0.1307, 4);
  });

  it('holds the 10,000 test images', async () => {
    const test = await loadPart(MNIST_PARTS['test-10k'], fromDisk);
    expect(test.count).toBe(10_000);
    expect(histogram(test.labels!)).toEqual(TEST);
    expect([...test.labels!.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  });

  const size = plainSize(MNIST_PARTS['test-10k']);
  it.each([
    ['a page instead of data', Buffer.from('<!doctype html>'), /not a complete gzip file/],
    ['nothing', Buffer.alloc(0), /not a complete gzip file|only 0/],
    ['a cut file', gzipSync(Buffer.alloc(size, 7)).subarray(0, 5000), /not a complete gzip file/],
    ['too little', gzipSync(Buffer.alloc(100)), /holds only 100/],
    ['a bomb', gzipSync(Buffer.alloc(size * 4)), /holds more/],
    ['other bytes', gzipSync(Buffer.alloc(size)), /SHA-256/],
  ])('refuses %s', async (_, file, message) => {
    const refused = loadPart(MNIST_PARTS['test-10k'], bytes(file));
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(DataError);
  });
});

describe('selectClasses', () => {
  it('keeps the wanted images with their labels, in order', async () => {
    const test = await loadPart(MNIST_PARTS['test-10k'], fromDisk);
    const some = selectClasses(test, digit => '17'.includes(String(digit)));
    expect(some.count).toBe(1135 + 1028);
    expect([...some.labels!.subarray(0, 3)]).toEqual([7, 1, 1]);
    expect(some.images.subarray(PIXELS, 2 * PIXELS)).toEqual(test.images.subarray(2 * PIXELS, 3 * PIXELS));
    expect(selectClasses(test, digit => '0123456789'.includes(String(digit)))).toBe(test);
    expect(selectClasses(test, digit => ''.includes(String(digit))).count).toBe(0);
  });

  it('leaves a set without labels alone', () => {
    const set = { count: 1, shape: SHAPE, images: new Uint8Array(PIXELS), labels: null };
    expect(selectClasses(set, digit => '3'.includes(String(digit)))).toBe(set);
  });
});

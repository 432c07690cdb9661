/** Pictures in arrays of numbers: .npy and .npz of numpy, IDX as MNIST has it, and CIFAR-10's binary batches. */
import { DataError } from '../../data/dataError.ts';
import { gunzip } from '../../data/gunzip.ts';
import { type NpyArray, readNpy } from '../../data/npy.ts';
import { zipEntries } from '../unzip.ts';
import { forTraining, leftNote, type Raster, type Source, type SourceFile, type Sources } from './sources.ts';

const IDX_NAME = /idx[13][-.]ubyte(\.gz)?$|\.idx(\.gz)?$/i;
const CIFAR_NAME = /(data|test)_batch(_\d)?\.bin$/i;
const NUMPY_NAME = /\.np[yz]$/i;

/** Whether a file of this name holds an array of pictures, or their labels. */
export const isArrayFile = (path: string): boolean =>
  IDX_NAME.test(path) || CIFAR_NAME.test(path) || NUMPY_NAME.test(path);

/** Uncompressed bytes of one file. */
const MAX_BYTES = 512 * 2 ** 20;
/** Larger pictures are photographs, which nobody keeps in one array. */
const LARGEST_SIDE = 1024;
const ADVICE = 'An array of [N, H, W] or [N, H, W, C] can be read, with labels [N] beside it.';

interface NamedArray extends NpyArray {
  readonly path: string;
}

/** @throws DataError where no pictures are in the files, or one of them is damaged. */
export async function readArrays(files: readonly SourceFile[]): Promise<Sources> {
  const { kept, left } = forTraining(files);
  const cifar = kept.filter(({ path }) => CIFAR_NAME.test(path));
  const arrays: NamedArray[] = [];
  for (const file of kept) if (!cifar.includes(file)) arrays.push(...(await arraysOf(file)));
  const inArchive = forTraining(arrays);
  const pictures: Source[] = [];
  let classes: readonly string[] | null = null;
  for (const file of cifar) {
    pictures.push(...(await cifarBatch(file)));
    classes = CIFAR_CLASSES;
  }
  for (const images of inArchive.kept.filter(isPictures)) {
    const labels = labelsFor(images, inArchive.kept);
    pictures.push(...picturesOf(images, labels));
  }
  if (pictures.length === 0) {
    const found = arrays.map(({ path, shape }) => `${path} is [${shape.join(', ')}]`).join(', ');
    throw new DataError(`There are no pictures in these arrays${found ? `: ${found}` : ''}.`, ADVICE);
  }
  return { pictures, classes, refused: [], notes: leftNote(left + inArchive.left) };
}

async function arraysOf(file: SourceFile): Promise<NamedArray[]> {
  const { path } = file;
  if (file.size > MAX_BYTES) throw tooLarge(path);
  const packed = await file.read();
  const bytes = /\.gz$/i.test(path) ? await inflated(path, packed) : packed;
  if (/\.npy$/i.test(path)) return [{ path, ...readNpy(path, bytes) }];
  if (!/\.npz$/i.test(path)) return [{ path, ...readIdx(path, bytes) }];
  return zipEntries({ path, bytes })
    .filter(({ path: name }) => /\.npy$/i.test(name))
    .map(entry => ({ path: `${path}/${entry.path}`, ...readNpy(entry.path, entry.read()) }));
}

const tooLarge = (path: string): DataError =>
  new DataError(`${path} has more than ${MAX_BYTES / 2 ** 20} MiB.`, 'Divide it, or leave some of it out.');

/** The length that a gzip file claims stands at its end (RFC 1952). */
function inflated(path: string, packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (packed.length < 18) throw new DataError(`${path} is not a complete gzip file.`, 'Fetch it again.');
  const size = new DataView(packed.buffer, packed.byteOffset).getUint32(packed.length - 4, true);
  if (size > MAX_BYTES) throw tooLarge(path);
  return gunzip(packed, size, path, 'Fetch it again.');
}

/** Unsigned bytes as MNIST's files have them: 0, 0, 8, the number of sizes, the sizes, the bytes. */
function readIdx(path: string, bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refuse = (what: string) => new DataError(`${path} ${what}.`, ADVICE);
  if (bytes.length < 8 || view.getUint16(0) !== 0) throw refuse('is not an IDX file');
  if (bytes[2] !== 8) throw refuse('holds numbers other than unsigned bytes');
  const sizes = bytes[3]!;
  const start = 4 + 4 * sizes;
  if (sizes < 1 || sizes > 4 || start > bytes.length) throw refuse('has a header that cannot be read');
  const shape = Array.from({ length: sizes }, (_, i) => view.getUint32(4 + 4 * i));
  const count = shape.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(count) || start + count > bytes.length) throw refuse('is cut short');
  return { shape, integer: true, data: bytes.subarray(start, start + count) };
}

const CIFAR_CLASSES = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
];
const CIFAR_PLANE = 32 * 32;
const CIFAR_RECORD = 1 + 3 * CIFAR_PLANE;

/** Records of a label and the planes of red, green and blue (Krizhevsky 2009). */
async function cifarBatch(file: SourceFile): Promise<Source[]> {
  if (file.size > MAX_BYTES) throw tooLarge(file.path);
  const bytes = await file.read();
  const count = bytes.length / CIFAR_RECORD;
  const labels = Array.from({ length: Math.ceil(count) }, (_, n) => bytes[n * CIFAR_RECORD]!);
  if (count === 0 || !Number.isInteger(count) || labels.some(label => label >= CIFAR_CLASSES.length)) {
    throw new DataError(
      `${file.path} is not a CIFAR-10 batch, which is made of records of ${CIFAR_RECORD} bytes.`,
      'Take the binary version of CIFAR-10, unpacked.',
    );
  }
  return labels.map((label, n) => ({
    name: `${file.path}, picture ${n}`,
    label: CIFAR_CLASSES[label]!,
    read: async () => raster(32, 32, (pixel, c) => bytes[n * CIFAR_RECORD + 1 + c * CIFAR_PLANE + pixel]!),
  }));
}

const raster = (height: number, width: number, at: (pixel: number, channel: number) => number): Raster => {
  const rgba = new Uint8ClampedArray(4 * height * width).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let c = 0; c < 3; c++) rgba[4 * pixel + c] = at(pixel, c);
  }
  return { width, height, rgba };
};

/** [N, H, W], [N, H, W, 1 or 3 or 4], or as PyTorch orders them [N, 1 or 3, H, W]. */
function layoutOf({
  shape,
}: NpyArray): { height: number; width: number; channels: number; first: boolean } | null {
  const [count, a, b, c] = shape as [number, number, number, number?];
  if (shape.length < 3 || shape.length > 4 || count === 0) return null;
  const last = c === undefined || [1, 3, 4].includes(c);
  const layout = last
    ? { height: a, width: b, channels: c ?? 1, first: false }
    : { height: b, width: c, channels: a, first: true };
  const { height, width, channels } = layout;
  const fits = Math.min(height, width) >= 1 && Math.max(height, width) <= LARGEST_SIDE;
  return fits && [1, 3, 4].includes(channels) ? layout : null;
}

const isPictures = (array: NamedArray): boolean => layoutOf(array) !== null;

/** Whole numbers, as many as there are pictures: the only such array, or the one with the nearest name. */
function labelsFor(images: NamedArray, arrays: readonly NamedArray[]): NamedArray | null {
  const count = images.shape[0]!;
  const fitting = arrays.filter(
    ({ shape, integer, data }) =>
      integer && shape[0] === count && data.length === count && (shape.length === 1 || shape.length === 2),
  );
  const sameStart = ({ path }: NamedArray) => commonStart(path, images.path);
  return fitting.sort((a, b) => sameStart(b) - sameStart(a))[0] ?? null;
}

const commonStart = (a: string, b: string): number => {
  const differs = [...a].findIndex((letter, i) => letter !== b[i]);
  return differs < 0 ? a.length : differs;
};

function picturesOf(images: NamedArray, labels: NamedArray | null): Source[] {
  const { height, width, channels, first } = layoutOf(images)!;
  const { data, integer } = images;
  const toByte = integer ? (value: number) => value : byteScale(data);
  const size = height * width * channels;
  const place = (pixel: number, channel: number) =>
    first ? channel * height * width + pixel : pixel * channels + channel;
  return Array.from({ length: images.shape[0]! }, (_, n) => ({
    name: `${images.path}, picture ${n}`,
    label: labels ? String(labels.data[n]) : null,
    read: async () =>
      raster(height, width, (pixel, c) => toByte(data[n * size + place(pixel, channels === 1 ? 0 : c)]!)),
  }));
}

/** Numbers with a point are in [0, 1], [-1, 1] or [0, 255]. */
function byteScale(data: NpyArray['data']): (value: number) => number {
  let [least, most] = [0, 0];
  for (const value of data) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (least < 0) return value => 127.5 * (value + 1);
  return most <= 1 ? value => 255 * value : value => value;
}

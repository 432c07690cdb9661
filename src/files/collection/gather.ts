/** Makes a collection of files: folders, archives and arrays of pictures, each brought to one size. */
import { type Collection, collectionId, MOST_CLASSES } from '../../data/collection.ts';
import { DataError } from '../../data/dataError.ts';
import { type Fitting, scalePicture } from '../../data/scalePicture.ts';
import { type Shape, sizeOf } from '../../data/shape.ts';
import { FileRefused } from '../../nn/fileRefused.ts';
import { isZip, zipEntries } from '../unzip.ts';
import { isArrayFile, readArrays } from './arrays.ts';
import { type Decode, imageFolder } from './imageFolder.ts';
import type { Raster, Source, SourceFile, Sources } from './sources.ts';

export interface GatherOptions {
  readonly name: string;
  /** Pixels of each side. */
  readonly side: number;
  readonly colour: boolean;
  readonly fitting: Fitting;
  readonly credit: string;
}

export interface Gathered {
  readonly collection: Collection;
  /** Why each picture that was not taken was not, a sentence each. */
  readonly refused: readonly string[];
  readonly notes: readonly string[];
}

export interface GatherProgress {
  readonly done: number;
  readonly total: number;
  /** At the end. */
  readonly gathered?: Gathered;
}

/** Bytes of all pictures of a collection. */
const MOST_BYTES = 192 * 2 ** 20;
const MOST_ENTRIES = 100_000;
/** Pictures that are read before their turn; a large one takes 64 MB. */
const AHEAD = 3;
/** Pictures between two reports. */
const REPORTED = 50;
/** Files that systems, archivers and people add to folders of pictures. */
const LITTER = /(^|\/)(\.|__MACOSX(\/|$)|Thumbs\.db$|desktop\.ini$)|\.(txt|md|csv|json|html|yaml|xml|mat)$/i;

/**
 * Reports how far it has come, and at the end the collection. A picture that cannot be taken is left out and named.
 *
 * @throws DataError where no picture can be taken, or there are too many classes.
 */
export async function* gatherCollection(
  files: readonly SourceFile[],
  options: GatherOptions,
  decode: Decode,
): AsyncGenerator<GatherProgress, void> {
  const { pictures, classes: order, refused: passedOver, notes } = await sourcesOf(files, decode);
  const classes = order ?? classesOf(pictures.map(({ label }) => label));
  const shape: Shape = { height: options.side, width: options.side, channels: options.colour ? 3 : 1 };
  const size = sizeOf(shape);
  const most = Math.min(pictures.length, Math.floor(MOST_BYTES / size));
  const images = new Uint8Array(most * size);
  const labels: number[] = [];
  const refused = [...passedOver];
  let count = 0;
  const raster = readAhead(pictures);
  let looked = 0;
  for (; looked < pictures.length && count < most; looked++) {
    if (looked % REPORTED === 0) yield { done: looked, total: pictures.length };
    try {
      const out = images.subarray(count * size, (count + 1) * size);
      toShape(await raster(looked), shape, options.fitting, out);
      const { label } = pictures[looked]!;
      labels.push(classes && label !== null ? classes.indexOf(label) : 0);
      count += 1;
    } catch (error) {
      if (!(error instanceof DataError || error instanceof FileRefused)) throw error;
      refused.push(error instanceof DataError ? `${error.message} ${error.advice}` : `${error.message}.`);
    }
  }
  if (count === 0) {
    throw new DataError(
      refused[0] ?? 'There are no pictures in what was chosen.',
      refused.length > 1
        ? `None of the other ${refused.length - 1} files could be taken either.`
        : 'Choose pictures.',
    );
  }
  if (looked < pictures.length)
    notes.push(`Only the first ${count.toLocaleString('en')} were taken: more do not fit into memory.`);
  const collection = {
    name: options.name,
    classes,
    credit: options.credit,
    count,
    shape,
    images: images.slice(0, count * size),
    labels: classes ? Uint8Array.from(labels) : null,
  };
  const gathered = { collection: { id: collectionId(collection), ...collection }, refused, notes };
  yield { done: pictures.length, total: pictures.length, gathered };
}

/** Each picture when its turn comes, while the next ones are being read: a browser decodes on threads of its own. */
function readAhead(pictures: readonly Source[]): (n: number) => Promise<Raster> {
  const begun = new Map<number, Promise<Raster>>();
  const begin = (n: number) => {
    const picture = pictures[n];
    if (!picture || begun.has(n)) return;
    const reading = picture.read();
    // A failure is heard when its turn comes; until then it would count as unhandled.
    reading.catch(() => {});
    begun.set(n, reading);
  };
  return n => {
    for (let next = n; next <= n + AHEAD; next++) begin(next);
    const reading = begun.get(n)!;
    begun.delete(n);
    return reading;
  };
}

/** The pictures in files, archives opened. */
async function sourcesOf(
  files: readonly SourceFile[],
  decode: Decode,
): Promise<Omit<Sources, 'notes'> & { readonly notes: string[] }> {
  const inFile = (file: SourceFile) => (/\.zip$/i.test(file.path) ? entriesOf(file) : [file]);
  const opened = (await Promise.all(files.map(inFile))).flat();
  // Systems list folders in any order; the same pictures are the same collection on each.
  opened.sort((a, b) => (a.path < b.path ? -1 : 1));
  const wanted = opened.filter(({ path }) => !LITTER.test(path));
  const arrays = wanted.filter(({ path }) => isArrayFile(path));
  const others = wanted.filter(({ path }) => !isArrayFile(path));
  const folder = imageFolder(others, decode);
  if (arrays.length === 0) return { ...folder, notes: [...folder.notes] };
  const { pictures, classes, refused, notes } = await readArrays(arrays);
  const beside = others.map(({ path }) => `${path} was passed over: the arrays beside it were taken.`);
  return { pictures, classes, refused: [...refused, ...beside], notes: [...notes] };
}

async function entriesOf({ path, read }: SourceFile): Promise<SourceFile[]> {
  const archive = { path, bytes: await read() };
  if (!isZip(archive))
    throw new DataError(`${path} is not a zip archive, or is cut short.`, 'Pack it again.');
  return zipEntries(archive, MOST_ENTRIES).map(entry => ({
    path: entry.path,
    size: entry.size,
    read: async () => entry.read() as Uint8Array<ArrayBuffer>,
  }));
}

function classesOf(labels: readonly (string | null)[]): readonly string[] | null {
  const names = [...new Set(labels.filter(label => label !== null))];
  if (names.length < 2) return null;
  if (names.length > MOST_CLASSES) {
    throw new DataError(
      `There are ${names.length.toLocaleString('en')} classes; the page can tell ${MOST_CLASSES} apart.`,
      'Put the pictures into fewer folders.',
    );
  }
  // As numbers where they are numbers: 2 before 10.
  return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** Numbers of a picture in memory that is used again: new memory for each would take longer than the arithmetic. */
const room = new Float32Array(2 ** 18);
const roomFor = (count: number): Float32Array => (count <= room.length ? room : new Float32Array(count));

/** Luma of ITU-R BT.601, as PIL converts to grey. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** Writes a picture, on white where it is transparent, as bytes of `shape` into `out`. */
function toShape({ rgba, width, height }: Raster, shape: Shape, fitting: Fitting, out: Uint8Array): void {
  const { channels } = shape;
  const values = roomFor(width * height * channels);
  let to = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3]! / 255;
    const white = 255 - rgba[i + 3]!;
    const red = alpha * rgba[i]! + white;
    const green = alpha * rgba[i + 1]! + white;
    const blue = alpha * rgba[i + 2]! + white;
    if (channels === 1) {
      values[to] = LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue;
      to += 1;
    } else {
      values[to] = red;
      values[to + 1] = green;
      values[to + 2] = blue;
      to += 3;
    }
  }
  const scaled = scalePicture(values, width, height, shape, fitting);
  for (let i = 0; i < out.length; i++) out[i] = Math.round(scaled[i]!);
}

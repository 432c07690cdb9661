/** Pictures that a collection may be made of, each read when its turn comes. */

/** A file of the user's, or one of an archive. */
export interface SourceFile {
  /** Its name, with folders. */
  readonly path: string;
  readonly size: number;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** A picture as the browser or numpy has it. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4], alpha not multiplied. */
  readonly rgba: Uint8ClampedArray | Uint8Array;
}

/** One picture to be taken. */
export interface Source {
  /** What to call it where it cannot be taken. */
  readonly name: string;
  /** Its class's name; null where it has none. */
  readonly label: string | null;
  /** @throws DataError if it cannot be read. */
  read(): Promise<Raster>;
}

/** What a list of files came to. */
export interface Sources {
  readonly pictures: readonly Source[];
  /** Names of classes in the order of their labels; null: in the order of the alphabet. */
  readonly classes: readonly string[] | null;
  /** Why files were left out, a sentence each. */
  readonly refused: readonly string[];
  /** What else is to be said. */
  readonly notes: readonly string[];
}

/** Parts that data sets keep for testing, by their usual names. */
const TESTING = /(^|[/_.-])(test|t10k|val|valid|validation)([/_.-]|$)/i;
const TRAINING = /(^|[/_.-])(train|training)([/_.-]|$)/i;

/** Without those kept for testing, where others say that they are for training. */
export function forTraining<T extends { readonly path: string }>(
  files: readonly T[],
): { kept: readonly T[]; left: number } {
  if (!files.some(({ path }) => TRAINING.test(path))) return { kept: files, left: 0 };
  const kept = files.filter(({ path }) => !TESTING.test(path));
  return { kept, left: files.length - kept.length };
}

export const leftNote = (left: number): readonly string[] =>
  left === 0
    ? []
    : [
        `${left === 1 ? 'One file' : `${left.toLocaleString('en')} files`} kept for testing (test, val) ${left === 1 ? 'was' : 'were'} left out.`,
      ];

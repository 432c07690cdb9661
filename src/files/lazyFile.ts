/** Files that are read when they are wanted: the entries of an archive are inflated only then. */
import type { GivenFile } from './givenFile.ts';
import { isPickle } from './notWeights.ts';
import { isZip, zipEntries } from './unzip.ts';

export interface LazyFile {
  /** Its name, with folders where they are known, '/' between them. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** @throws FileRefused where it is damaged or too large. */
  read(): Uint8Array;
}

/** The files themselves, and in place of archives what these hold. @throws FileRefused where one is damaged. */
export function unpacked(files: readonly GivenFile[]): LazyFile[] {
  return files.flatMap(file => {
    if (!isZip(file)) return [fileOfBytes(file)];
    const entries = zipEntries(file);
    // PyTorch's own files are archives as well.
    if (isPickle(file.path, entries)) return [fileOfBytes(file)];
    const folder = files.length === 1 ? '' : `${file.path.replace(/\.zip$/i, '')}/`;
    return entries.map(entry => ({ ...entry, path: `${folder}${entry.path}` }));
  });
}

const fileOfBytes = ({ path, bytes }: GivenFile): LazyFile => ({
  path: path.replaceAll('\\', '/'),
  size: bytes.byteLength,
  read: () => bytes,
});

export const baseName = ({ path }: LazyFile): string => path.slice(path.lastIndexOf('/') + 1);

/** '' or a path with its final slash. */
export const folderOf = ({ path }: LazyFile): string => path.slice(0, path.lastIndexOf('/') + 1);

/** What files that were dropped on the page are for. */
import { holdsRun, isPictureName } from '../../data/fileNames.ts';
import { isZip, zipEntries } from '../unzip.ts';
import { isArrayFile } from './arrays.ts';
import type { SourceFile } from './sources.ts';

/**
 * A run or a network; a collection of pictures to learn; a few pictures in several folders, which are one of both by
 * what is being done; pictures to add to My drawings.
 */
export type GivenKind = 'run' | 'collection' | 'folders' | 'drawings';

/** More pictures than this are not drawings. */
const MANY = 200;
const MOST_ENTRIES = 100_000;

export async function kindOf(files: readonly SourceFile[]): Promise<GivenKind> {
  const names: string[] = [];
  let archive = false;
  for (const file of files) {
    if (!/\.zip$/i.test(file.path)) {
      names.push(file.path);
      continue;
    }
    archive = true;
    const zip = { path: file.path, bytes: await file.read() };
    // What is wrong with it is said where it is opened.
    if (!isZip(zip)) return 'run';
    names.push(...zipEntries(zip, MOST_ENTRIES).map(({ path }) => path));
  }
  const arrays = names.some(isArrayFile);
  const pictures = names.filter(isPictureName);
  if (!arrays && pictures.length === 0) return 'run';
  if (names.some(name => /\.safetensors$/i.test(name)) || (!arrays && holdsRun(names))) return 'run';
  const folders = new Set(pictures.map(name => name.slice(0, name.lastIndexOf('/') + 1)));
  if (archive || arrays || pictures.length > MANY) return 'collection';
  return folders.size > 1 ? 'folders' : 'drawings';
}

/** Folders of pictures, with their classes in sub-folders as torchvision's ImageFolder has them. */
import { forTraining, leftNote, type Raster, type SourceFile, type Sources } from './sources.ts';

/** @throws DataError if it is no picture, damaged or too large. */
export type Decode = (path: string, bytes: Uint8Array<ArrayBuffer>) => Promise<Raster>;

/** @param files pictures, and whatever else lies among them. */
export function imageFolder(files: readonly SourceFile[], decode: Decode): Sources {
  const { kept, left } = forTraining(files);
  const parts = withoutCommonFolders(
    kept.map(({ path }) => path.split('/').filter(part => !TRAIN_FOLDER.test(part))),
  );
  const classed = parts.some(folders => folders.length > 1);
  const beside = classed ? kept.filter((_, i) => parts[i]!.length === 1) : [];
  const pictures = kept.flatMap((file, i) => {
    const folders = parts[i]!;
    if (classed && folders.length === 1) return [];
    const label = classed ? folders[0]! : null;
    return [{ name: file.path, label, read: async () => decode(file.path, await file.read()) }];
  });
  const refused = beside.map(({ path }) => `${path} lies beside the folders of the classes, so it has none.`);
  return { pictures, classes: null, refused, notes: leftNote(left) };
}

const TRAIN_FOLDER = /^(train|training)$/i;

/** Paths as lists of names, without the folders that all of them lie in. */
function withoutCommonFolders(paths: readonly string[][]): readonly string[][] {
  let rest = paths;
  for (;;) {
    const first = rest[0]?.[0];
    if (rest.length === 0 || !rest.every(path => path.length > 1 && path[0] === first)) return rest;
    rest = rest.map(path => path.slice(1));
  }
}

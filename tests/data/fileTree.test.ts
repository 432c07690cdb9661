import { expect, it } from 'vitest';
import { DataError } from '../../src/data/dataError.ts';
import { holdsRun } from '../../src/data/fileNames.ts';
import { droppedFiles, pathOf } from '../../src/data/fileTree.ts';

type Tree = { readonly [name: string]: Tree | null };

/** A dropped folder as a browser gives it: two entries at a time, and an empty list at the end. */
function entryOf(name: string, tree: Tree | null, parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  if (tree === null) {
    const file = (take: (file: File) => void) => take(new File([fullPath], name));
    return { name, fullPath, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const inner = Object.entries(tree).map(([each, below]) => entryOf(each, below, fullPath));
  const createReader = () => {
    let at = 0;
    return {
      readEntries: (take: (entries: FileSystemEntry[]) => void) => {
        take(inner.slice(at, at + 2));
        at += 2;
      },
    };
  };
  return { name, fullPath, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

const drop = (tree: Tree) =>
  ({
    items: Object.entries(tree).map(([name, below]) => ({
      kind: 'file',
      webkitGetAsEntry: () => entryOf(name, below),
    })),
    files: Object.keys(tree).map(name => new File([name], name)),
  }) as unknown as DataTransfer;

it('reads the files of folders within folders, with their paths', async () => {
  const files = await droppedFiles(
    drop({
      'mine.png': null,
      run: { unet: { 'config.json': null, 'weights.safetensors': null }, 'a.json': null, 'b.json': null },
      empty: {},
    }),
  );
  expect(files.map(pathOf)).toEqual([
    'mine.png',
    'run/unet/config.json',
    'run/unet/weights.safetensors',
    'run/a.json',
    'run/b.json',
  ]);
  expect(await files[1]!.text()).toBe('/run/unet/config.json');
});

it('leaves out what a system puts into folders', async () => {
  const files = await droppedFiles(
    drop({ a: { '.DS_Store': null, 'Thumbs.db': null, '.git': { config: null }, 'b.png': null } }),
  );
  expect(files.map(pathOf)).toEqual(['a/b.png']);
});

it('takes single files as they are', async () => {
  const files = await droppedFiles(drop({ 'a.png': null, '.hidden.png': null }));
  expect(files.map(pathOf)).toEqual(['a.png', '.hidden.png']);
});

it('refuses a folder of too many files', async () => {
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${i}.png`, null]));
  await expect(droppedFiles(drop({ many }), 10)).rejects.toThrow(DataError);
});

it.each<[boolean, string[]]>([
  [true, ['run.zip']],
  [true, ['a.png', 'unet.safetensors']],
  [true, ['config.json']],
  [true, ['weights.bin']],
  [true, ['model.ckpt']],
  [true, ['model.pt']],
  [false, ['a.png']],
  [false, ['a.webp', 'about.json']],
  [false, ['notes.txt']],
])('says %s to whether there is a run among %j', (is, names) => {
  expect(holdsRun(names)).toBe(is);
});

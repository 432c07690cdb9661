/** Files dropped on the page, including those in folders. */
import { DataError } from './dataError.ts';

const MOST_FILES = 100_000;
/** Files that systems and archivers add to folders. */
const LITTER = /(^|\/)(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

/** A file's name, with its folders if it came in one. */
export const pathOf = (file: File): string => file.webkitRelativePath || file.name;

/**
 * The files of a drop, with folders expanded. Call during the drop event: its items are gone afterwards.
 *
 * @throws DataError if there are more than `most`; a DOMException if one cannot be read.
 */
export async function droppedFiles(transfer: DataTransfer, most = MOST_FILES): Promise<File[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.map(item => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some(entry => entry?.isDirectory)) return [...transfer.files];
  const files: File[] = [];
  for (const entry of entries) if (entry) await addEntry(entry, files, most);
  return files;
}

async function addEntry(entry: FileSystemEntry, files: File[], most: number): Promise<void> {
  const path = entry.fullPath.replace(/^\//, '');
  if (LITTER.test(path)) return;
  if (entry.isFile) {
    if (files.length === most) {
      throw new DataError(
        `More than ${most.toLocaleString('en')} files were dropped; none was taken.`,
        'Drop fewer at a time.',
      );
    }
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    // The same property in which a file dialog gives the folders.
    files.push(Object.defineProperty(file, 'webkitRelativePath', { value: path }));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A browser returns a folder in batches, the last one empty.
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (piece.length === 0) return;
    for (const inner of piece) await addEntry(inner, files, most);
  }
}

/** Unzips archives from outside, checking sizes before inflating anything. */
import { unzipSync } from 'fflate';
import { FileRefused } from '../nn/fileRefused.ts';
import type { GivenFile } from './givenFile.ts';
import { MAX_FILE_BYTES } from './names.ts';

const MAX_ENTRIES = 1000;
/** Bytes of small files that are inflated together: each look into the archive goes through its whole list. */
const AHEAD_BYTES = 8 * 2 ** 20;

/** A zip's first bytes: an entry, or the end of an empty one. */
export const isZip = ({ bytes }: GivenFile): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * Its files, each inflated when it is read.
 *
 * @throws FileRefused where it is damaged, or holds too many; on reading, where that would take too much room in all.
 */
export function zipEntries(
  { path: archive, bytes }: GivenFile,
  most = MAX_ENTRIES,
): { path: string; size: number; read(): Uint8Array }[] {
  let room = MAX_FILE_BYTES;
  const sizes = new Map<string, number>();
  guarded(archive, () =>
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        sizes.set(name, originalSize);
        if (sizes.size > most) throw new FileRefused(`“${archive}” holds more than ${most} files`);
        return false;
      },
    }),
  );
  let ahead: Record<string, Uint8Array> = {};
  const inflate = (names: ReadonlySet<string>) => unzipSync(bytes, { filter: ({ name }) => names.has(name) });
  /** The file and those after it, as far as they are small. */
  const withNext = (path: string): ReadonlySet<string> => {
    const names = new Set([path]);
    let size = 0;
    for (const next of files.slice(files.findIndex(file => file.path === path) + 1)) {
      size += next.size;
      if (size > AHEAD_BYTES) break;
      names.add(next.path);
    }
    return names;
  };
  const read = (path: string, size: number) => {
    room -= size;
    if (room < 0) {
      throw new FileRefused(`“${archive}” holds more than ${MAX_FILE_BYTES / 2 ** 20} MiB: it is not opened`);
    }
    if (!(path in ahead)) {
      try {
        ahead = inflate(withNext(path));
      } catch {
        // One of them is damaged: is it this one?
        ahead = guarded(archive, () => inflate(new Set([path])));
      }
    }
    const { [path]: found, ...rest } = ahead;
    ahead = rest;
    return found!;
  };
  const files = [...sizes].filter(([path]) => !path.endsWith('/')).map(([path, size]) => ({ path, size }));
  return files.map(({ path, size }) => ({
    path: path.replaceAll('\\', '/'),
    size,
    read: () => read(path, size),
  }));
}

function guarded<T>(archive: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause;
    throw new FileRefused(`“${archive}” is a zip archive that is damaged`, { cause });
  }
}

/** Unzips archives from outside, checking sizes before inflating anything. */
import { unzipSync } from 'fflate';
import { FileRefused } from '../nn/fileRefused.ts';
import type { GivenFile } from './givenFile.ts';
import { MAX_FILE_BYTES } from './names.ts';

const MAX_ENTRIES = 1000;

/** A zip's first bytes: an entry, or the end of an empty one. */
export const isZip = ({ bytes }: GivenFile): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/** @throws FileRefused if it is damaged or too large. */
export function unzip({ path, bytes }: GivenFile, wanted: (path: string) => boolean): GivenFile[] {
  let room = MAX_FILE_BYTES;
  let entries = 0;
  try {
    const inflated = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (++entries > MAX_ENTRIES) throw new FileRefused(`“${path}” holds more than ${MAX_ENTRIES} files`);
        if (!wanted(name)) return false;
        room -= originalSize;
        if (room < 0) {
          throw new FileRefused(
            `“${path}” holds more than ${MAX_FILE_BYTES / 2 ** 20} MiB: it is not opened`,
          );
        }
        return true;
      },
    });
    return Object.entries(inflated).map(([name, content]) => ({ path: name, bytes: content }));
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause;
    throw new FileRefused(`“${path}” is a damaged zip archive`, { cause });
  }
}

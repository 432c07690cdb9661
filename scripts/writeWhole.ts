import { rename, writeFile } from 'node:fs/promises';

/** A rename is atomic: nobody ever sees half a file, even if two commands write it at once. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
}

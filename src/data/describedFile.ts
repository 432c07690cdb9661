/** Files that travel to the page with a description of them, which says how large they are and gives their hash. */
import * as v from 'valibot';
import { DataError } from './dataError.ts';
import type { FetchBytes } from './fetchBytes.ts';
import { sha256Hex } from './sha256.ts';

export const describedFileSchema = v.object({
  /** A plain name in the description's own folder, so the file can never point elsewhere. */
  file: v.pipe(v.string(), v.regex(/^[a-z]+[.][a-z]+$/)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type DescribedFile = v.InferOutput<typeof describedFileSchema>;

/**
 * @param owner what the file is a part of, in words: "the judge".
 * @throws DataError if the file cannot be loaded or has another hash.
 */
export async function loadDescribed(
  { file, bytes: size, sha256: expected }: DescribedFile,
  owner: string,
  advice: string,
  fetchBytes: FetchBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchBytes(file, () => {});
  if (bytes.length !== size || (await sha256Hex(bytes)) !== expected) {
    throw new DataError(`The file ${file} of ${owner} is damaged.`, advice);
  }
  return bytes;
}

import { DataError } from './dataError.ts';

/**
 * Decompresses exactly `size` bytes and never more, whatever the file claims.
 *
 * @throws DataError if it is not a complete gzip file, or holds more or less.
 */
export async function gunzip(
  packed: Uint8Array<ArrayBuffer>,
  size: number,
  file: string,
  advice: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const plain = new Uint8Array(size);
  let filled = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (filled + next.value.length > size) {
        await reader.cancel();
        filled = Number.POSITIVE_INFINITY;
        break;
      }
      plain.set(next.value, filled);
      filled += next.value.length;
    }
  } catch (cause) {
    throw new DataError(`The data file ${file} is not a complete gzip file.`, advice, { cause });
  }
  if (filled !== size) {
    const found = filled < size ? `only ${filled}` : 'more';
    throw new DataError(`The data file ${file} should hold ${size} bytes, but holds ${found}.`, advice);
  }
  return plain;
}

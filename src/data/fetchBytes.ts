import { DataError } from './dataError.ts';

/** Part done in [0, 1], or null while the whole is not known. */
export type OnFraction = (fraction: number | null) => void;
export type FetchBytes = (file: string, onFraction: OnFraction) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Fetches files below `base`, an absolute URL that ends in a slash. A worker's own URL lies in the folder of the
 * scripts, so the page has to tell it: `new URL('data/', document.baseURI)`.
 */
export function fetchBelow(base: string): FetchBytes {
  return async (file, onFraction) => {
    const url = new URL(file, base);
    const advice = 'Check the connection and reload the page.';
    try {
      const response = await fetch(url);
      if (!response.ok) throw new DataError(`${url} answered ${response.status}.`, advice);
      return await readAll(response, onFraction);
    } catch (cause) {
      if (cause instanceof DataError) throw cause;
      throw new DataError(`${url} could not be loaded.`, advice, { cause });
    }
  };
}

async function readAll(response: Response, onFraction: OnFraction): Promise<Uint8Array<ArrayBuffer>> {
  // With a Content-Encoding, Content-Length counts other bytes than those that arrive here.
  const encoded = response.headers.has('content-encoding');
  const total = encoded ? 0 : Number(response.headers.get('content-length'));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  onFraction(total > 0 ? 0 : null);
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    chunks.push(next.value);
    received += next.value.length;
    onFraction(total > 0 ? Math.min(1, received / total) : null);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

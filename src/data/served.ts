/** What the page's own origin has beyond what every page has: `npm run data` writes the list. */
import * as v from 'valibot';
import type { CollectionInfo } from './collection.ts';
import type { FetchBytes } from './fetchBytes.ts';

export const SERVED_LIST = 'served.json';

const Count = v.pipe(v.number(), v.integer(), v.minValue(1));

const Served = v.object({
  /** Ids of data sets. */
  sets: v.array(v.string()),
  collections: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      count: Count,
      shape: v.object({ height: Count, width: Count, channels: Count }),
      classes: v.nullable(v.array(v.string())),
      credit: v.string(),
      /** Beside the list. */
      file: v.string(),
    }),
  ),
});

export interface ServedData {
  readonly sets: readonly string[];
  readonly collections: readonly (CollectionInfo & { readonly file: string })[];
}

/** @throws DataError if the list cannot be fetched; a ValiError or SyntaxError if it is no list. */
export const fetchServed = async (fetchBytes: FetchBytes): Promise<ServedData> =>
  readServed(await fetchBytes(SERVED_LIST, () => {}));

export const readServed = (bytes: Uint8Array): ServedData =>
  v.parse(Served, JSON.parse(new TextDecoder().decode(bytes)));

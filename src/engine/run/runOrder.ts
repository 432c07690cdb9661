import type { RunConfig } from '../../config/runConfig.ts';
import type { Drawings } from '../../data/imageSet.ts';
import type { PortableRun } from '../../storage/portableRun.ts';

/** Which run takes the place of the present one. `runId` rises; an order that is not the newest does nothing. */
export type RunOrder = { readonly runId: number; readonly id: string } & (
  | { readonly from: 'settings'; readonly config: RunConfig; readonly drawings: Drawings | null }
  /** `sound`: as it was before its loss broke. */
  | { readonly from: 'storage'; readonly which: 'newest' | 'sound' }
  /** Kept under `id`, if it can be gone on with. */
  | { readonly from: 'file'; readonly run: PortableRun }
);

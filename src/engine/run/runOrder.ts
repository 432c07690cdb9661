import type { RunConfig } from '../../config/runConfig.ts';
import type { Drawings } from '../../data/imageSet.ts';
import type { PortableRun } from '../../storage/portableRun.ts';

/** Of a run from the page's settings. */
export interface NewRunOrder {
  readonly runId: number;
  readonly id: string;
  readonly from: 'settings';
  readonly config: RunConfig;
  readonly drawings: Drawings | null;
}

/** The run to open in place of the present one. `runId` rises; an order that is not the newest does nothing. */
export type RunOrder =
  | NewRunOrder
  | ({ readonly runId: number; readonly id: string } & (
      | /** `sound`: the newest save with a sound loss. */
      { readonly from: 'storage'; readonly which: 'newest' | 'sound' }
      /** From a file; to be saved under `id`. */
      | { readonly from: 'file'; readonly run: PortableRun }
    ));

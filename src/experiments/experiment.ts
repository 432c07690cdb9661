import type { ComponentType } from 'react';
import type { ExperimentName } from '../config/shown.ts';

/** One experiment below the pipeline: a folder here, and a row in registry.ts. */
export interface Experiment {
  /** Also used in the page's address: `?lab=memory`. */
  readonly id: ExperimentName;
  readonly title: string;
  /** The question that it answers. */
  readonly question: string;
  /** Why it makes no sense for points in the plane, and what does; null where it does. */
  readonly notInPlane: string | null;
  /** Its code, loaded when it is first opened or when the page is idle. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

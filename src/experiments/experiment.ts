import type { ComponentType } from 'react';

/** One experiment below the pipeline: a folder here, and its row in registry.ts. */
export interface Experiment {
  /** Also its part of the page's address: `?lab=memory`. */
  readonly id: string;
  readonly title: string;
  /** What one finds out there, as a question. */
  readonly question: string;
  /** Its code, loaded when it is first opened or when the page has nothing else to do. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

import type { Analysis } from './analysis.ts';
import type { ANALYSES } from './registry.ts';

/** An order with the run that it is about. */
export type OfRun<T> = T & { readonly runId: number };

/** The experiments' analyses, as the page calls them. */
export type ServedAnalyses = {
  readonly [K in keyof typeof ANALYSES]: (typeof ANALYSES)[K] extends Analysis<infer Order, infer Found>
    ? (order: OfRun<Order>, signal: AbortSignal) => AsyncGenerator<Found, void>
    : never;
};

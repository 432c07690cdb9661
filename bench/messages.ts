/** Between the benchmark's page and its worker. */
import type { BenchResult } from './measurements.ts';
import type { BenchOptions } from './runBench.ts';

export type BenchRequest = BenchOptions;
export type BenchAnswer =
  | { readonly type: 'progress'; readonly what: string }
  | { readonly type: 'done'; readonly result: BenchResult }
  | { readonly type: 'failed'; readonly message: string };

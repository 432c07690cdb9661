/** Samples of each snapshot from the same noise: one row per training step. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SamplerRow } from '../../diffusion/samplerRow.ts';
import type { App } from '../../store/app.ts';
import type { AppState } from '../../store/state.ts';

/** One column of the grid: a step of the sampler, or its result. */
export interface RowFrame {
  /** Null for the result. */
  readonly row: SamplerRow | null;
  /** [height, width, channels] of one picture, or [count, 2] of points. */
  readonly xt: Float32Array;
  readonly x0Hat: Float32Array;
}

/** By training step. */
export type Rows = ReadonlyMap<number, readonly RowFrame[]>;

export interface DrawnRows {
  /** Index of the noise that all rows start from. */
  readonly noise: number;
  /** The run that `rows` belong to. */
  readonly runId: number;
  readonly rows: Rows;
}

const NO_ROWS: Rows = new Map();

const drawnOf = new WeakMap<App['store'], StoreApi<DrawnRows>>();

/** The page's rows, kept while the experiment is closed. */
export function drawnRowsOf({ store }: Pick<App, 'store'>): StoreApi<DrawnRows> {
  const known = drawnOf.get(store);
  if (known) return known;
  const made = createStore<DrawnRows>(() => ({ noise: 0, runId: -1, rows: NO_ROWS }));
  drawnOf.set(store, made);
  return made;
}

/** The rows to show; none if they belong to another run. */
export const rowsOf = ({ run }: Pick<AppState, 'run'>, { runId, rows }: DrawnRows): Rows =>
  runId === run.runId ? rows : NO_ROWS;

/** Adds a row, and drops rows whose snapshots are no longer kept. */
export function addRow(
  drawn: StoreApi<DrawnRows>,
  { run }: Pick<AppState, 'run'>,
  step: number,
  frames: readonly RowFrame[],
): void {
  const before = rowsOf({ run }, drawn.getState());
  const kept = [...before].filter(([other]) => run.snapshots.steps.includes(other));
  drawn.setState({ runId: run.runId, rows: new Map(kept).set(step, frames) });
}

/** Starts over with another noise. */
export const takeOtherNoise = (drawn: StoreApi<DrawnRows>): void =>
  drawn.setState(({ noise }) => ({ noise: noise + 1, rows: NO_ROWS }));

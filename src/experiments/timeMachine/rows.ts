/** What the network of each kept step draws from one and the same noise: a row a step. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SamplerRow } from '../../diffusion/samplerRow.ts';
import type { App } from '../../store/app.ts';
import type { AppState } from '../../store/state.ts';

/** One column of the grid: a step of the sampler, or its result. Pictures are [28, 28] bytes. */
export interface RowFrame {
  /** Null for the result, which has no step. */
  readonly row: SamplerRow | null;
  readonly xt: Uint8ClampedArray;
  readonly x0Hat: Uint8ClampedArray;
}

/** By training step. */
export type Rows = ReadonlyMap<number, readonly RowFrame[]>;

export interface DrawnRows {
  /** Which noise all of them begin with. */
  readonly noise: number;
  /** What `rows` belong to. */
  readonly runId: number;
  readonly rows: Rows;
}

const NO_ROWS: Rows = new Map();

const drawnOf = new WeakMap<App['store'], StoreApi<DrawnRows>>();

/** The rows of a page: they outlive the experiment's closing, and nothing else. */
export function drawnRowsOf({ store }: Pick<App, 'store'>): StoreApi<DrawnRows> {
  const known = drawnOf.get(store);
  if (known) return known;
  const made = createStore<DrawnRows>(() => ({ noise: 0, runId: -1, rows: NO_ROWS }));
  drawnOf.set(store, made);
  return made;
}

/** The rows to show: those of another run are none. */
export const rowsOf = ({ run }: Pick<AppState, 'run'>, { runId, rows }: DrawnRows): Rows =>
  runId === run.runId ? rows : NO_ROWS;

/** Only rows of weights that are still kept stay beside the new one. */
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

/** All rows anew, from another noise. */
export const takeOtherNoise = (drawn: StoreApi<DrawnRows>): void =>
  drawn.setState(({ noise }) => ({ noise: noise + 1, rows: NO_ROWS }));

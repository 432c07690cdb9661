/** The weights that the engine keeps of the past, and what each draws from one and the same noise. */
import { createStore } from 'zustand/vanilla';
import type { SamplerRow } from '../diffusion/samplerRow.ts';
import type { FrameStore } from './frameStore.ts';

/** One column of the grid: a step of the sampler, or its result. Pictures are [28, 28] bytes. */
export interface RowFrame {
  /** Null for the result, which has no step. */
  readonly row: SamplerRow | null;
  readonly xt: Uint8ClampedArray;
  readonly x0Hat: Uint8ClampedArray;
}

export interface SnapshotRows {
  /** Of the weights that are kept, rising. */
  readonly steps: readonly number[];
  readonly bytes: number;
  /** Which noise all of them begin with. */
  readonly noise: number;
  /** What was drawn so far, by step of training. */
  readonly rows: ReadonlyMap<number, readonly RowFrame[]>;
}

export const snapshotRows = createStore<SnapshotRows>(() => ({
  steps: [],
  bytes: 0,
  noise: 0,
  rows: new Map(),
}));

/** Rows of weights that made room for others go with them. */
export function takeSnapshots(steps: readonly number[], bytes: number): void {
  const { rows } = snapshotRows.getState();
  const left = new Map([...rows].filter(([step]) => steps.includes(step)));
  snapshotRows.setState({ steps, bytes, rows: left });
}

export function addRow(step: number, frames: FrameStore): void {
  const { steps, rows } = snapshotRows.getState();
  if (!steps.includes(step) || !frames.result) return;
  const drawn = frames.frames.map(({ row, pictures: { xt, x0Hat } }) => ({ row, xt, x0Hat }));
  const result = { row: null, xt: frames.result, x0Hat: frames.result };
  snapshotRows.setState({ rows: new Map(rows).set(step, [...drawn, result]) });
}

/** All rows anew, from another noise. */
export function otherRowNoise(): void {
  snapshotRows.setState(({ noise }) => ({ noise: noise + 1, rows: new Map() }));
}

/** Positions of a UNet's blocks, drawn as a U: one row per resolution, blocks from left to right in order. */
import type { BlockReport } from './engine/insideJob.ts';

export interface Place {
  readonly column: number;
  readonly row: number;
}

export interface UNetLayout {
  readonly columns: number;
  readonly rows: number;
  /** One per block, in order. */
  readonly places: readonly Place[];
}

export function unetLayout(blocks: readonly Pick<BlockReport, 'shape'>[]): UNetLayout {
  const isMap = ({ shape }: Pick<BlockReport, 'shape'>) => shape.length === 3;
  const heights = [...new Set(blocks.filter(isMap).map(({ shape }) => shape[0]!))].sort((a, b) => b - a);
  let last: Place | null = null;
  const places = blocks.map((block): Place | null => {
    if (!isMap(block)) return null;
    const row = heights.indexOf(block.shape[0]!);
    // A change of resolution goes straight up or down.
    last = { row, column: last === null ? 0 : last.column + (last.row === row ? 1 : 0) };
    return last;
  });
  const columns = 1 + Math.max(...places.map(place => place?.column ?? 0));
  // The embedding has no resolution; it goes between the two arms of the U.
  const between = { row: 0, column: Math.floor(columns / 2) };
  return { columns, rows: heights.length, places: places.map(place => place ?? between) };
}

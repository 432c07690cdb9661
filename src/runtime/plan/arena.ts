/** Places all regions in one buffer; regions whose lifetimes do not overlap may share memory. */
import { BINDING_ALIGNMENT } from './paramPlacement.ts';
import type { Region } from './region.ts';

export interface Arena {
  readonly bytes: number;
  /** Bytes from the start of the arena. */
  readonly offsets: ReadonlyMap<Region, number>;
}

interface Life {
  readonly region: Region;
  first: number;
  last: number;
}

/** The region that owns this one's memory. */
export const rootOf = (region: Region): Region =>
  region.place.kind === 'within' ? rootOf(region.place.parent) : region;

/** A kernel call, with all the regions that it reads and writes. */
export interface KernelCall {
  readonly regions: readonly Region[];
}

/**
 * Largest first, each at the lowest offset that is free for its whole lifetime. `kept` live from the first call to the
 * last: regions written or read from outside.
 */
export function placeRegions(calls: readonly KernelCall[], kept: readonly Region[]): Arena {
  const lives = new Map<Region, Life>();
  const touch = (region: Region, index: number) => {
    const root = rootOf(region);
    if (root.place.kind !== 'arena') return;
    const life = lives.get(root) ?? { region: root, first: index, last: index };
    life.first = Math.min(life.first, index);
    life.last = Math.max(life.last, index);
    lives.set(root, life);
  };
  calls.forEach(({ regions }, index) => {
    for (const region of regions) touch(region, index);
  });
  for (const region of kept) {
    touch(region, 0);
    touch(region, calls.length);
  }

  const offsets = new Map<Region, number>();
  const placed: (Life & { from: number; to: number })[] = [];
  let bytes = 0;
  for (const life of [...lives.values()].sort((a, b) => b.region.bytes - a.region.bytes)) {
    const size = Math.ceil(life.region.bytes / BINDING_ALIGNMENT) * BINDING_ALIGNMENT;
    const neighbours = placed
      .filter(other => other.first <= life.last && life.first <= other.last)
      .sort((a, b) => a.from - b.from);
    let from = 0;
    for (const other of neighbours) {
      if (from + size <= other.from) break;
      from = Math.max(from, other.to);
    }
    placed.push({ ...life, from, to: from + size });
    offsets.set(life.region, from);
    bytes = Math.max(bytes, from + size);
  }
  return { bytes, offsets };
}

/**
 * How a batch is cut and its gradient put together again: always in as many shards, and always added in the same order,
 * so that the bits do not depend on who computes what.
 */

/** Shards of a batch, where it has as many images. */
export const SHARDS = 8;

export interface Shard {
  /** Its first image within the batch. */
  readonly first: number;
  readonly images: number;
}

/** As even as can be; the first ones are the larger. */
export function cutBatch(size: number): readonly Shard[] {
  const count = Math.min(SHARDS, size);
  const start = (index: number) => Math.ceil((index * size) / count);
  return Array.from({ length: count }, (_, i) => ({ first: start(i), images: start(i + 1) - start(i) }));
}

/** A sum of 2^level neighbouring shards, from `index` 2^level on, as far as there are any. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

export const firstShard = ({ level, index }: TreeNode): number => index * 2 ** level;
const endShard = ({ level, index }: TreeNode, count: number): number =>
  Math.min((index + 1) * 2 ** level, count);

/** The sum of all shards. */
export const rootOf = (count: number): TreeNode => ({ level: Math.ceil(Math.log2(count)), index: 0 });

/** The two sums of which a node is the sum; the second may be empty. */
export function halvesOf({ level, index }: TreeNode, count: number): readonly [TreeNode, TreeNode | null] {
  const second = { level: level - 1, index: 2 * index + 1 };
  return [{ level: level - 1, index: 2 * index }, firstShard(second) < count ? second : null];
}

/** The fewest sums that are made of the shards `from` to `end` alone and hold all of them. */
export function nodesWithin(from: number, end: number, count: number, node = rootOf(count)): TreeNode[] {
  const [first, last] = [firstShard(node), endShard(node, count)];
  if (last <= from || end <= first) return [];
  if (from <= first && last <= end) return [node];
  return halvesOf(node, count).flatMap(half => (half ? nodesWithin(from, end, count, half) : []));
}

export const nameOf = ({ level, index }: TreeNode): string => `${level}.${index}`;

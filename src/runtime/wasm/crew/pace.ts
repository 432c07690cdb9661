/** How much each worker is given, and how many work at all: by measuring. The results never depend on it. */

/** Steps of each number of workers before one is chosen, and between two trials of the others. */
const TRIAL = 4;
const BETWEEN_TRIALS = 200;

/** The middle one of a few. */
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

export class Pace {
  /** Numbers of workers worth trying, the present favourite first. */
  private candidates: number[];
  private queue: number[] = [];
  private times = new Map<number, number[]>();
  private steps = 0;
  /** Of one shard, in milliseconds, by worker. */
  private readonly perShard: (number | undefined)[] = [];

  /** @param always whether all work, whatever is measured. */
  constructor(workers: number, always = false) {
    this.candidates = always ? [workers] : [...new Set([workers, Math.ceil(workers / 2), 1])];
    if (this.candidates.length > 1) this.queue = this.candidates.flatMap(count => Array(TRIAL).fill(count));
  }

  /** How many workers the next step takes. */
  get count(): number {
    return this.queue[0] ?? this.candidates[0]!;
  }

  /** Shards for each worker, so that all are done at about the same time; at least one each, or nobody hears how quick it is. */
  shares(shards: number, workers: number): number[] {
    const cost = (worker: number) => this.perShard[worker] ?? this.perShard[0] ?? 1;
    const shares = Array<number>(Math.min(workers, shards)).fill(1);
    for (let shard = shares.length; shard < shards; shard++) {
      const ends = shares.map((share, worker) => (share + 1) * cost(worker));
      shares[ends.indexOf(Math.min(...ends))]! += 1;
    }
    return shares;
  }

  shardsTook(worker: number, shards: number, ms: number): void {
    if (shards === 0) return;
    const now = ms / shards;
    const before = this.perShard[worker] ?? now;
    // Starting up or a busy moment must not count for long.
    this.perShard[worker] = Math.min(0.7 * before + 0.3 * now, 2 * now);
  }

  /** A whole step of `images` is done. */
  stepTook(images: number, ms: number): void {
    this.steps += 1;
    const trial = this.queue.shift();
    if (trial !== undefined) {
      this.times.set(trial, [...(this.times.get(trial) ?? []), ms / images]);
      if (this.queue.length === 0) this.choose();
    } else if (this.steps % BETWEEN_TRIALS === 0 && this.candidates.length > 1) {
      this.times = new Map();
      this.queue = this.candidates.flatMap(count => Array(TRIAL).fill(count));
    }
  }

  private choose(): void {
    // The first of each trial starts threads and fills caches.
    const took = (count: number) => middle(this.times.get(count)!.slice(1));
    this.candidates = [...this.candidates].sort((a, b) => took(a) - took(b));
  }
}

/** How much each worker is given, and how many work at all: by measuring. The results never depend on it. */

/** Steps before the first trial: the first ones start threads, compile kernels and take memory. */
const WARM_UP = 8;
/** Steps of each number of workers before one is chosen. The first of them is not counted: shares are even again. */
const TRIAL = 4;
/** Steps between two trials: few at first, while the page itself is still busy. */
const BETWEEN_TRIALS = { first: 25, most: 200 };

/** The middle one of a few. */
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

export class Pace {
  /** Numbers of workers worth trying, the present favourite first. */
  private candidates: number[];
  /** What the trial in progress has yet to do. */
  private queue: number[] = [];
  private readonly times = new Map<number, number[]>();
  private stepsToTrial = WARM_UP;
  private between = BETWEEN_TRIALS.first;
  /** Of one shard, in milliseconds, by worker. */
  private readonly perShard: number[] = [];

  /** @param always whether all work, whatever is measured. */
  constructor(workers: number, always = false) {
    this.candidates = always ? [workers] : [...new Set([workers, Math.ceil(workers / 2), 1])];
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
    const now = ms / shards;
    const before = this.perShard[worker] ?? now;
    // A busy moment must not count for long.
    this.perShard[worker] = Math.min(0.7 * before + 0.3 * now, 2 * now);
  }

  /** A whole step of `images` is done, by `count` workers. */
  stepTook(images: number, ms: number): void {
    if (this.candidates.length === 1) return;
    const trial = this.queue.shift();
    if (trial === undefined) {
      this.stepsToTrial -= 1;
      if (this.stepsToTrial > 0) return;
      this.times.clear();
      this.queue = this.candidates.flatMap(count => Array<number>(TRIAL).fill(count));
    } else {
      this.times.set(trial, [...(this.times.get(trial) ?? []), ms / images]);
      if (this.queue.length === 0) this.choose();
    }
    // What is known of workers that have rested may be long out of date.
    if (this.count !== trial) this.perShard.length = 0;
  }

  private choose(): void {
    const took = (count: number) => middle(this.times.get(count)!.slice(1));
    this.candidates = [...this.candidates].sort((a, b) => took(a) - took(b));
    this.stepsToTrial = this.between;
    this.between = Math.min(2 * this.between, BETWEEN_TRIALS.most);
  }
}

/** Long enough to be worth a turn, short enough that messages are heard soon. */
const SHORTEST_MS = 12;
const LONGEST_MS = 100;

/** Tells a job that computes in plain JavaScript when to yield: after as long as it waited for the others. */
export class Slice {
  private started = performance.now();
  private ended = this.started;
  private length = SHORTEST_MS;
  private resumed = false;

  /** True at the end of a turn. */
  over(): boolean {
    const now = performance.now();
    if (this.resumed) {
      this.resumed = false;
      this.length = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, now - this.ended));
      this.started = now;
    }
    if (now - this.started < this.length) return false;
    this.resumed = true;
    this.ended = now;
    return true;
  }
}

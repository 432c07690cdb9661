/** Weight of the old mean. */
const SMOOTHING = 0.95;

/** An exponential running mean, with which the page smooths the loss. */
export class RunningMean {
  private count = 0;
  private average = 0;

  /** Adds a value; returns the mean, bias-corrected like Adam's (Kingma & Ba 2015, section 3). */
  add(value: number): number {
    this.count += 1;
    this.average = SMOOTHING * this.average + (1 - SMOOTHING) * value;
    return this.average / (1 - SMOOTHING ** this.count);
  }
}

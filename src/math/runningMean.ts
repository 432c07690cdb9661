/** Share of the old in each new value. */
const SMOOTHING = 0.95;

/** The mean of a series that lets go of the old exponentially: the loss as the page shows it. */
export class RunningMean {
  private count = 0;
  private average = 0;

  /** The mean with one more value, corrected for its start as Adam's are (Kingma & Ba 2015, section 3). */
  add(value: number): number {
    this.count += 1;
    this.average = SMOOTHING * this.average + (1 - SMOOTHING) * value;
    return this.average / (1 - SMOOTHING ** this.count);
  }
}

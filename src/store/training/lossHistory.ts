/** The losses of a run, in growing arrays that charts read directly. */
import { RunningMean } from '../../math/runningMean.ts';

export interface LossCurves {
  /** 1, 2, 3, … */
  readonly steps: Float64Array;
  readonly raw: Float64Array;
  readonly smoothed: Float64Array;
}

export class LossHistory {
  private capacity = 1024;
  private count = 0;
  /** Steps before the first whose loss is known. */
  private before = 0;
  private steps = new Float64Array(this.capacity);
  private raw = new Float64Array(this.capacity);
  private smoothed = new Float64Array(this.capacity);
  private readonly mean = new RunningMean();

  /**
   * Appends the losses of the steps after the last one.
   *
   * @param before for the first losses: the number of earlier steps, whose losses are unknown.
   */
  append(losses: Float32Array, before = this.before): void {
    this.before = before;
    for (const loss of losses) {
      if (this.count === this.capacity) this.grow();
      const n = this.count++;
      this.steps[n] = this.before + n + 1;
      this.raw[n] = loss;
      this.smoothed[n] = this.mean.add(loss);
    }
  }

  /** Views that are valid until the next `append`. */
  curves(): LossCurves {
    const part = (values: Float64Array) => values.subarray(0, this.count);
    return { steps: part(this.steps), raw: part(this.raw), smoothed: part(this.smoothed) };
  }

  private grow(): void {
    this.capacity *= 2;
    const grown = (old: Float64Array) => {
      const values = new Float64Array(this.capacity);
      values.set(old);
      return values;
    };
    this.steps = grown(this.steps);
    this.raw = grown(this.raw);
    this.smoothed = grown(this.smoothed);
  }
}

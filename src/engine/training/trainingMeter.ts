/** Gathers losses and reports them at most ten times a second. */
import type { StepResult } from '../../runtime/networkRuntime.ts';

/** Bars of the loss by noise level. */
const TIME_BINS = 10;
const MIN_INTERVAL_MS = 100;

export interface Trained {
  /** Steps done. */
  readonly step: number;
  /** Losses of the steps `step - losses.length + 1 .. step`. */
  readonly losses: Float32Array;
  /** Mean loss of each tenth of the noise levels over these steps; NaN if no level in it was drawn. */
  readonly lossByT: Float32Array;
  /** t and loss of every image of these steps, in order. */
  readonly times: Int32Array;
  readonly lossByImage: Float32Array;
  readonly stepMs: number;
  readonly imagesSeen: number;
}

export class TrainingMeter {
  private losses: number[] = [];
  private times: number[] = [];
  private lossByImage: number[] = [];
  private lossSum = new Float64Array(TIME_BINS);
  private lossCount = new Float64Array(TIME_BINS);
  private stepMs = 0;
  private step = 0;
  private imagesSeen = 0;
  private lastTold = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly T: number,
    private readonly tell: (trained: Trained) => void,
  ) {}

  record(step: number, { loss, lossByImage }: StepResult, times: Int32Array, stepMs: number): void {
    this.step = step;
    this.losses.push(loss);
    this.imagesSeen += times.length;
    this.stepMs = stepMs;
    this.times.push(...times);
    this.lossByImage.push(...lossByImage);
    times.forEach((t, i) => {
      const bin = Math.floor((t * TIME_BINS) / this.T);
      this.lossSum[bin]! += lossByImage[i]!;
      this.lossCount[bin]! += 1;
    });
    if (performance.now() - this.lastTold >= MIN_INTERVAL_MS) this.flush();
  }

  /** Reports what has not been reported yet. */
  flush(): void {
    if (this.losses.length === 0) return;
    this.tell({
      step: this.step,
      losses: Float32Array.from(this.losses),
      lossByT: Float32Array.from(this.lossSum, (sum, bin) => sum / this.lossCount[bin]!),
      times: Int32Array.from(this.times),
      lossByImage: Float32Array.from(this.lossByImage),
      stepMs: this.stepMs,
      imagesSeen: this.imagesSeen,
    });
    this.losses = [];
    this.times = [];
    this.lossByImage = [];
    this.lossSum = new Float64Array(TIME_BINS);
    this.lossCount = new Float64Array(TIME_BINS);
    this.lastTold = performance.now();
  }
}

/** Gathers losses and sends them to the page at most ten times a second. */
import type { TrainEvent } from '../../protocol/messages.ts';
import type { StepResult } from '../../runtime/networkRuntime.ts';

/** Bars of the loss by noise level. */
export const TIME_BINS = 10;
const MIN_INTERVAL_MS = 100;

export class TrainingMeter {
  private losses: number[] = [];
  private times: number[] = [];
  private lossByImage: number[] = [];
  private lossSum = new Float64Array(TIME_BINS);
  private lossCount = new Float64Array(TIME_BINS);
  private stepMs = 0;
  private step = 0;
  private imagesSeen = 0;
  private lastSent = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly runId: number,
    private readonly T: number,
    private readonly send: (event: TrainEvent) => void,
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
    if (performance.now() - this.lastSent >= MIN_INTERVAL_MS) this.flush();
  }

  /** Sends what has not been sent. */
  flush(): void {
    if (this.losses.length === 0) return;
    this.send({
      type: 'train',
      runId: this.runId,
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
    this.lastSent = performance.now();
  }
}

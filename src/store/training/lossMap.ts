/**
 * The training loss by noise level and training step, drawn as a heat map. Each column covers a range of steps, which
 * doubles whenever there are too many columns, so a run of any length fits.
 */
import type { Trained } from '../../engine/training/trainingMeter.ts';

/** Rows, each an equal share of 0..T-1. A process with fewer levels has one row per level. */
const MOST_ROWS = 20;
const MOST_COLUMNS = 160;
const FIRST_STRETCH = 8;

export interface LossMapView {
  readonly T: number;
  readonly rows: number;
  readonly columns: number;
  /** Steps per column. */
  readonly stretch: number;
  /** Mean loss [columns, rows]; NaN where there was no image. */
  readonly loss: Float64Array;
}

/** Means of the newest steps [rows], and the number of images in each. */
export interface RecentLoss {
  readonly T: number;
  readonly loss: Float64Array;
  readonly images: Float64Array;
}

export class LossMap {
  private T = 0;
  private rows = 0;
  private stretch = FIRST_STRETCH;
  private columns = 0;
  private sums = new Float64Array(0);
  private counts = new Float64Array(0);

  /** Adds the event's losses. If training has gone back, drops the losses after that step. */
  append(event: Pick<Trained, 'step' | 'losses' | 'times' | 'lossByImage'>, T: number): void {
    if (T !== this.T) this.begin(T);
    const { step, losses, times, lossByImage } = event;
    const first = step - losses.length;
    this.forgetFrom(first);
    for (let i = 0; i < times.length; i++) {
      const at = first + Math.floor((i * losses.length) / times.length);
      while (at >= this.stretch * MOST_COLUMNS) this.halve();
      const column = Math.floor(at / this.stretch);
      this.columns = Math.max(this.columns, column + 1);
      const cell = column * this.rows + Math.floor((times[i]! * this.rows) / T);
      this.sums[cell]! += lossByImage[i]!;
      this.counts[cell]! += 1;
    }
  }

  view(): LossMapView {
    const { T, rows, columns, stretch } = this;
    const loss = Float64Array.from({ length: columns * rows }, (_, i) => this.sums[i]! / this.counts[i]!);
    return { T, rows, columns, stretch, loss };
  }

  /**
   * Averages from the newest column backwards until every row has `images` images, or to the first column. Before the
   * first step returns empty rows for a process of `T` levels.
   */
  recent(images: number, T: number): RecentLoss {
    const rows = Math.min(T, MOST_ROWS);
    const sums = new Float64Array(rows);
    const counts = new Float64Array(rows);
    for (let column = this.columns - 1; column >= 0 && Math.min(...counts) < images; column--) {
      for (let row = 0; row < this.rows; row++) {
        sums[row]! += this.sums[column * this.rows + row]!;
        counts[row]! += this.counts[column * this.rows + row]!;
      }
    }
    return { T, loss: sums.map((sum, row) => sum / counts[row]!), images: counts };
  }

  private begin(T: number): void {
    this.T = T;
    this.rows = Math.min(T, MOST_ROWS);
    this.columns = 0;
    this.stretch = FIRST_STRETCH;
    this.sums = new Float64Array(MOST_COLUMNS * this.rows);
    this.counts = new Float64Array(MOST_COLUMNS * this.rows);
  }

  /** Drops the columns after a step; its own column, if incomplete, keeps its losses. */
  private forgetFrom(step: number): void {
    const kept = Math.ceil(step / this.stretch);
    if (kept >= this.columns) return;
    this.sums.fill(0, kept * this.rows);
    this.counts.fill(0, kept * this.rows);
    this.columns = kept;
  }

  /** Merges pairs of columns. */
  private halve(): void {
    for (const table of [this.sums, this.counts]) {
      const before = table.slice();
      table.fill(0);
      before.forEach((value, i) => {
        const column = Math.floor(i / this.rows / 2);
        table[column * this.rows + (i % this.rows)]! += value;
      });
    }
    this.stretch *= 2;
    this.columns = Math.ceil(this.columns / 2);
  }
}

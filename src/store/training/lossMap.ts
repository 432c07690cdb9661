/**
 * The training loss by noise level and training step: a table that the page draws as a heat map. Its columns are
 * stretches of steps that double whenever there are too many, so that a run of any length fits.
 */
import type { Trained } from '../../engine/training/trainingMeter.ts';

/** Rows, each an equal share of 0..T-1. A process with fewer levels has a row for each. */
const MOST_ROWS = 20;
const MOST_COLUMNS = 160;
const FIRST_STRETCH = 8;

export interface LossMapView {
  readonly T: number;
  readonly rows: number;
  readonly columns: number;
  /** Steps of a column. */
  readonly stretch: number;
  /** Mean loss [columns, rows]; NaN where no image fell. */
  readonly loss: Float64Array;
}

/** Means of the newest steps [rows], and of how many images each. */
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

  /** The losses of the steps that the event tells of; where training has gone back, what came after is forgotten. */
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
   * Back from the newest column, as far as every row needs to have `images`, or to the first. Before the first step there
   * are the rows that a process of `T` levels will have.
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

  /** A column that is only begun keeps what it has. */
  private forgetFrom(step: number): void {
    const kept = Math.ceil(step / this.stretch);
    if (kept >= this.columns) return;
    this.sums.fill(0, kept * this.rows);
    this.counts.fill(0, kept * this.rows);
    this.columns = kept;
  }

  /** Two columns become one. */
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

/** Rows of the table that `npm run torture` prints; an ordinary test run writes none. */
import { appendFileSync } from 'node:fs';

export interface Row {
  readonly test: string;
  readonly reached: string;
  readonly target: string;
}

export function report(row: Row): void {
  const path = process.env.TORTURE_REPORT;
  if (path) appendFileSync(path, `${JSON.stringify(row)}\n`);
}

/** How long the slowest of many calls takes, in milliseconds. */
export class Slowest {
  ms = 0;

  measure<T>(work: () => T): T {
    const began = performance.now();
    try {
      return work();
    } finally {
      this.ms = Math.max(this.ms, performance.now() - began);
    }
  }
}

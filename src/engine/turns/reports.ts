/** A queue of reports: pushed at any time, iterated in order. */
export class Reports<T> {
  private readonly kept: T[] = [];
  private ended = false;
  private wake: () => void = () => {};

  push(report: T): void {
    this.kept.push(report);
    this.wake();
  }

  /** Ends the iteration after what has been pushed. */
  end(): void {
    this.ended = true;
    this.wake();
  }

  async *stream(signal: AbortSignal): AsyncGenerator<T, void> {
    const wake = () => this.wake();
    signal.addEventListener('abort', wake);
    try {
      while (!signal.aborted) {
        const next = this.kept.shift();
        if (next !== undefined) yield next;
        else if (this.ended) return;
        else
          await new Promise<void>(resolve => {
            this.wake = resolve;
          });
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }
}

/** What is reported at any time and heard in order: pushed on one side, iterated on the other. */
export class Reports<T> {
  private readonly kept: T[] = [];
  private ended = false;
  private wake: () => void = () => {};

  push(report: T): void {
    this.kept.push(report);
    this.wake();
  }

  /** Nothing follows what has been pushed. */
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

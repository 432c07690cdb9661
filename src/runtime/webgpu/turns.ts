/** Lets only so many do their work at a time. */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** What `work` gives, which begins once there is room. Whoever asked last comes first. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>(resolve => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.pop();
      if (next) next();
      else this.free += 1;
    }
  }
}

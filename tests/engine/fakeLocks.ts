import type { Locks } from '../../src/engine/run/writer.ts';

type Work = (lock: Lock | null) => unknown;

interface Request {
  readonly owner: unknown;
  readonly work: Work;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The Web Locks of one name, as in browsers: queueing, `ifAvailable`, stealing, and release when the owner dies. */
export class FakeLocks {
  private holder: Request | null = null;
  private waiting: Request[] = [];
  private readonly dead = new Set<unknown>();

  of(owner: unknown): Locks {
    const request = (_: string, options: LockOptions, work: Work) =>
      new Promise((resolve, reject) => {
        // A dead worker's requests are ignored.
        if (this.dead.has(owner)) return;
        const asked = { owner, work, resolve, reject };
        if (options.steal) {
          this.holder?.reject(new DOMException('stolen', 'AbortError'));
          this.grant(asked);
        } else if (!this.holder) this.grant(asked);
        else if (options.ifAvailable) resolve(work(null));
        else this.waiting.push(asked);
      });
    return { request } as unknown as Locks;
  }

  /** The owner dies: it releases its lock and leaves the queue. */
  release(owner: unknown): void {
    this.dead.add(owner);
    this.waiting = this.waiting.filter(request => request.owner !== owner);
    if (this.holder?.owner === owner) this.grantNext();
  }

  private grantNext(): void {
    this.holder = null;
    const next = this.waiting.shift();
    if (next) this.grant(next);
  }

  private grant(request: Request): void {
    this.holder = request;
    const { work, resolve, reject } = request;
    void (async () => work({ name: '', mode: 'exclusive' }))().then(result => {
      resolve(result);
      if (this.holder === request) this.grantNext();
    }, reject);
  }
}

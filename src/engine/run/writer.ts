/** One tab at a time may save. A second tab is read-only until the first closes or the second takes over. */
import { NotTheWriter, type RunStorage } from '../../storage/runStorage.ts';

const LOCK = 'diffusion-playground-writer';

/** The part of Web Locks used here; pages served over plain http have none. */
export type Locks = Pick<LockManager, 'request'>;

/** One tenure as the writer. */
class Stay {
  writes = false;
  /** Whether the storage has been claimed for this worker. */
  signed = false;
  leave!: () => void;
  readonly left = new Promise<void>(resolve => {
    this.leave = resolve;
  });
}

export class Writer {
  private stay: Stay | null = null;
  private waits = false;

  constructor(
    /** This worker's name in the storage, which accepts saves from one writer only. */
    readonly id: string,
    private readonly storage: RunStorage,
    private readonly locks: Locks | undefined,
    /** Called with whether this tab may save. */
    private readonly told: (writes: boolean) => void,
    /** Called when another tab takes over. */
    private readonly lost: () => void,
  ) {}

  get writes(): boolean {
    return this.stay?.writes ?? false;
  }

  /**
   * Asks for the lock and returns once it is known whether it was free; if not, takes it when it becomes free.
   *
   * @param how `take` takes it from its present holder.
   */
  async claim(how: 'ask' | 'take'): Promise<void> {
    if (this.writes) return;
    const { locks } = this;
    if (!locks) return this.begin(new Stay());
    if (how === 'take') return new Promise(resolve => this.request(locks, { steal: true }, resolve));
    const free = await new Promise<boolean>(resolve =>
      this.request(
        locks,
        { ifAvailable: true },
        () => resolve(true),
        () => resolve(false),
      ),
    );
    if (free) return;
    this.tell();
    this.wait(locks);
  }

  private wait(locks: Locks): void {
    if (this.waits) return;
    this.waits = true;
    this.request(locks, {}, () => {
      this.waits = false;
    });
  }

  /**
   * @param answered called when this worker has the lock, or had it and lost it already.
   * @param notFree called if another tab has it.
   */
  private request(locks: Locks, options: LockOptions, answered: () => void, notFree = () => {}): void {
    let stay: Stay | null = null;
    const held = locks.request(LOCK, options, async lock => {
      if (!lock) return notFree();
      stay = new Stay();
      await this.begin(stay);
      answered();
      // Held until this worker ends or another takes the lock.
      await stay.left;
    });
    const over = () => {
      answered();
      if (this.stay === stay) this.end();
      this.wait(locks);
    };
    held.then(
      () => stay && over(),
      (error: unknown) => {
        if (error instanceof DOMException && error.name === 'AbortError') over();
        // Web Locks may be forbidden, like cookies: the same as having none.
        else void this.begin(new Stay()).then(answered);
      },
    );
  }

  /** The lock was taken, or another writer has claimed the storage. */
  end(): void {
    const { stay } = this;
    this.stay = null;
    // A tab that holds the lock without the storage's claim would keep every tab from writing.
    stay?.leave();
    if (!stay?.writes) return;
    this.tell();
    this.lost();
  }

  /**
   * Makes sure that the storage accepts this worker's saves.
   *
   * @throws NotTheWriter if the lock is lost, after which it must not claim again; whatever the storage throws.
   */
  async confirm(): Promise<void> {
    const { stay } = this;
    if (!stay) throw new NotTheWriter('Another tab has taken over; this one no longer saves.');
    if (stay.signed) return;
    await this.storage.claim(this.id);
    stay.signed = true;
  }

  private async begin(stay: Stay): Promise<void> {
    this.stay = stay;
    try {
      await this.confirm();
    } catch {
      // A full disk, for example: tried again, and reported, at the next save.
    }
    // Another tab may take over during the claim.
    if (this.stay !== stay) return;
    stay.writes = true;
    this.tell();
  }

  private tell(): void {
    this.told(this.writes);
  }
}

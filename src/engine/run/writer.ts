/** Of all tabs one writes. A tab that comes second looks on until the first is closed or its place is taken over. */
import { NotTheWriter, type RunStorage } from '../../storage/runStorage.ts';

const LOCK = 'diffusion-playground-writer';

/** What is asked of the browser's Web Locks, which pages served over plain http do not have. */
export type Locks = Pick<LockManager, 'request'>;

/** One time in the writer's place. */
class Stay {
  writes = false;
  /** Whether the storage has been signed. */
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
    /** Names this worker in the storage, which takes saves of one writer only. */
    readonly id: string,
    private readonly storage: RunStorage,
    private readonly locks: Locks | undefined,
    /** Hears whether this tab saves. */
    private readonly told: (writes: boolean) => void,
    /** Called where the place is lost. */
    private readonly lost: () => void,
  ) {}

  get writes(): boolean {
    return this.stay?.writes ?? false;
  }

  /**
   * Asks for the place and returns when it is known whether it was free; it is taken later where it becomes free.
   *
   * @param how `take` takes it from whoever has it.
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
   * @param answered called when the place is this worker's, or was and is lost already.
   * @param notFree called where somebody else has it.
   */
  private request(locks: Locks, options: LockOptions, answered: () => void, notFree = () => {}): void {
    let stay: Stay | null = null;
    const held = locks.request(LOCK, options, async lock => {
      if (!lock) return notFree();
      stay = new Stay();
      await this.begin(stay);
      answered();
      // Until this worker ends, or the place is lost.
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
        // Forbidden here, as where cookies are: the same as none.
        else void this.begin(new Stay()).then(answered);
      },
    );
  }

  /** The place is taken, or the storage has heard of another writer. */
  end(): void {
    const { stay } = this;
    this.stay = null;
    // Whoever has the place but is not heard by the storage would keep everybody from writing.
    stay?.leave();
    if (!stay?.writes) return;
    this.tell();
    this.lost();
  }

  /**
   * Makes sure that the storage takes this worker's saves.
   *
   * @throws NotTheWriter where the place is lost, which must not be signed for again; what the storage throws.
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
      // A full disk, say: tried again when something is to be saved, and told if it is still so.
    }
    // It may be taken while the storage is being signed.
    if (this.stay !== stay) return;
    stay.writes = true;
    this.tell();
  }

  private tell(): void {
    this.told(this.writes);
  }
}

/** Of all tabs one writes. A tab that comes second looks on until the first is closed or its place is taken over. */
import type { RunStorage } from '../storage/runStorage.ts';
import type { Send } from './send.ts';

const LOCK = 'diffusion-playground-writer';

/** What is asked of the browser's Web Locks, which pages served over plain http do not have. */
export type Locks = Pick<LockManager, 'request'>;

export class Writer {
  private isWriter = false;
  private confirmed = false;

  constructor(
    /** Names this worker in the storage, which takes saves of one writer only. */
    readonly id: string,
    private readonly storage: RunStorage,
    private readonly locks: Locks | undefined,
    private readonly send: Send,
    /** Called where the place is lost. */
    private readonly lost: () => void,
  ) {}

  get writes(): boolean {
    return this.isWriter;
  }

  /**
   * Asks for the place and returns when it is known whether it was free; it is taken later where it becomes free.
   *
   * @param how `take` takes it from whoever has it.
   */
  async claim(how: 'ask' | 'take'): Promise<void> {
    const { locks } = this;
    if (!locks) return this.begin();
    if (how === 'take') return new Promise(resolve => this.hold(locks, { steal: true }, resolve));
    const free = await new Promise<boolean>(resolve =>
      this.hold(
        locks,
        { ifAvailable: true },
        () => resolve(true),
        () => resolve(false),
      ),
    );
    if (free) return;
    this.tell();
    this.hold(locks, {}, () => {});
  }

  private hold(locks: Locks, options: LockOptions, got: () => void, notFree = () => {}): void {
    const held = locks.request(LOCK, options, async lock => {
      if (!lock) return notFree();
      await this.begin();
      got();
      // Until this worker ends, or somebody takes it.
      await new Promise(() => {});
    });
    held.catch(() => {
      got();
      this.end();
      this.hold(locks, {}, () => {});
    });
  }

  /** The storage has heard of another writer. */
  end(): void {
    if (!this.isWriter) return;
    this.isWriter = false;
    this.tell();
    this.lost();
  }

  /**
   * Makes sure that the storage takes this worker's saves.
   *
   * @throws what the storage throws.
   */
  async confirm(): Promise<void> {
    if (this.confirmed) return;
    await this.storage.claim(this.id);
    this.confirmed = true;
  }

  private async begin(): Promise<void> {
    this.confirmed = false;
    try {
      await this.confirm();
    } catch {
      // A full disk, say: tried again when something is to be saved, and told if it is still so.
    }
    this.isWriter = true;
    this.tell();
  }

  private tell(): void {
    this.send({ type: 'role', writes: this.isWriter });
  }
}

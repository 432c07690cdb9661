import type { Address } from '../../src/store/settings/address.ts';

/** An address bar with its history. */
export class FakeAddress implements Address {
  readonly base = 'http://page.test/';
  search: string;
  /** How often the page was loaded anew. */
  restarts = 0;
  private readonly entries: string[];
  private at = 0;
  private readonly listeners = new Set<() => void>();

  constructor(hash = '', search = '') {
    this.entries = [hash];
    this.search = search;
  }

  get hash(): string {
    return this.entries[this.at]!;
  }

  /** Of all entries, the oldest first. */
  get history(): readonly string[] {
    return this.entries;
  }

  show(hash: string, how: 'replace' | 'push'): void {
    if (how === 'push') this.push(hash);
    else this.entries[this.at] = hash;
  }

  setQuery(key: string, value: string | null): void {
    const query = new URLSearchParams(this.search);
    if (value === null) query.delete(key);
    else query.set(key, value);
    this.search = query.size > 0 ? `?${query}` : '';
  }

  restart(): void {
    this.restarts += 1;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The user follows a link within the page, or changes the hash by hand. */
  goTo(hash: string): void {
    if (hash === this.hash) return;
    this.push(hash);
    this.tell();
  }

  back(): void {
    this.move(-1);
  }

  forward(): void {
    this.move(1);
  }

  private move(by: number): void {
    const to = this.at + by;
    if (to < 0 || to >= this.entries.length) return;
    this.at = to;
    this.tell();
  }

  private push(hash: string): void {
    this.at += 1;
    this.entries.splice(this.at, Number.POSITIVE_INFINITY, hash);
  }

  /** Browsers fire two events: `popstate` and `hashchange`. */
  private tell(): void {
    for (const listener of [...this.listeners, ...this.listeners]) listener();
  }
}

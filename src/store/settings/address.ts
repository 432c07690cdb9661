/** The page's address, as far as the settings need it. */
import { withoutSettings } from '../../config/link.ts';

export interface Address {
  readonly hash: string;
  readonly search: string;
  /** Replaces the hash; '' removes it. With `push`, Back returns to the previous one. */
  show(hash: string, how: 'replace' | 'push'): void;
  /** Sets or removes a key of the query, such as the open chapter. */
  setQuery(key: string, value: string | null): void;
  /** Called when the user goes to another hash: by typing, a link, Back or Forward. */
  subscribe(listener: () => void): () => void;
  /** Loads the page anew, as it was when it was opened. */
  restart(): void;
  /** The address without settings, as the base of links to copy. */
  readonly base: string;
}

export function browserAddress(): Address {
  const opened = location.href;
  return {
    get hash() {
      return location.hash;
    },
    get search() {
      return location.search;
    },
    get base() {
      return location.origin + location.pathname + withoutSettings(location.search);
    },
    show(hash, how) {
      const url = location.pathname + withoutSettings(location.search) + hash;
      if (how === 'push') history.pushState(history.state, '', url);
      else history.replaceState(history.state, '', url);
    },
    setQuery(key, value) {
      const url = new URL(location.href);
      if (value === null) url.searchParams.delete(key);
      else url.searchParams.set(key, value);
      history.replaceState(history.state, '', url);
    },
    restart() {
      history.replaceState(null, '', opened);
      location.reload();
    },
    subscribe(listener) {
      // Not every browser counts going back to a pushed entry as a hash change; both events may come.
      addEventListener('hashchange', listener);
      addEventListener('popstate', listener);
      return () => {
        removeEventListener('hashchange', listener);
        removeEventListener('popstate', listener);
      };
    },
  };
}

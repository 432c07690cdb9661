/** The page's address, as far as the settings need it. */
import { withoutSettings } from '../../config/link.ts';

export interface Address {
  readonly hash: string;
  readonly search: string;
  /** Puts `hash` in place of the present one; '' takes it away. With `push`, Back leads to the one before. */
  show(hash: string, how: 'replace' | 'push'): void;
  /** Sets or takes away a key of the query, such as the open chapter. */
  setQuery(key: string, value: string | null): void;
  /** Hears when somebody has gone to another hash: by hand, by a link, or back and forward. */
  subscribe(listener: () => void): () => void;
  /** The whole address without the settings in it, for links to copy. */
  readonly base: string;
}

export function browserAddress(): Address {
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
    subscribe(listener) {
      // Going back to an entry that was pushed is no change of the hash to every browser; both may come.
      addEventListener('hashchange', listener);
      addEventListener('popstate', listener);
      return () => {
        removeEventListener('hashchange', listener);
        removeEventListener('popstate', listener);
      };
    },
  };
}

/** How many threads of the processor a user wants, beside what the page remembers of its looks. */
const KEY = 'threads';

/** Null stands for what measuring finds best. */
export interface ThreadsStorage {
  read(): number | null;
  write(threads: number | null): void;
}

export const browserThreads: ThreadsStorage = {
  read() {
    try {
      const kept = Number(localStorage.getItem(KEY));
      return Number.isInteger(kept) && kept > 0 ? kept : null;
    } catch {
      return null;
    }
  },
  write(threads) {
    try {
      if (threads === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, String(threads));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  },
};

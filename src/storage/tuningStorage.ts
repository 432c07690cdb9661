/** Choices of kernels by adapter, kept from one visit to the next. */
import { type DBSchema, openDB } from 'idb';

interface Schema extends DBSchema {
  choices: { key: string; value: string };
}

const open = () =>
  openDB<Schema>('diffusion-playground-tuning', 1, {
    upgrade: database => void database.createObjectStore('choices'),
  });

/** What is lost here is measured again: no failure of the browser's storage is worth a word. */
export const tuningStorage = {
  async read(adapter: string): Promise<string | null> {
    try {
      return (await (await open()).get('choices', adapter)) ?? null;
    } catch {
      return null;
    }
  },
  async write(adapter: string, choices: string): Promise<void> {
    try {
      await (await open()).put('choices', choices, adapter);
    } catch {
      // Measured again at the next visit.
    }
  },
};

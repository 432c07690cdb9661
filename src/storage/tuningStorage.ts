import { openWithOld } from './takeOver.ts';

/** Choices of kernels by adapter. What is lost here is measured again: no failure of the storage is worth a word. */
export const tuningStorage = {
  async read(adapter: string): Promise<string | null> {
    try {
      return (await (await openWithOld('tuning')).get('tuning', adapter)) ?? null;
    } catch {
      return null;
    }
  },
  async write(adapter: string, choices: string): Promise<void> {
    try {
      await (await openWithOld('tuning')).put('tuning', choices, adapter);
    } catch {
      // Measured again at the next visit.
    }
  },
};

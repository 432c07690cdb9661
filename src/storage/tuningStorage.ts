import { openWithOld } from './takeOver.ts';

/** Kernel choices by adapter. Storage failures are ignored: what is lost is measured again. */
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
      // The next visit measures again.
    }
  },
};

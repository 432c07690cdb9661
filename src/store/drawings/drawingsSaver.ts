import type { DrawingsStorage } from '../../storage/drawingsStorage.ts';
import type { Drawing } from '../../storage/tables.ts';
import { whyNotSaved } from '../whyNotSaved.ts';

/**
 * Saves changes, one transaction after another. Changes that could not be saved are saved with the next one, so a full
 * disk loses nothing once there is room.
 */
export function drawingsSaver(storage: DrawingsStorage, report: (problem: string | null) => void) {
  const pending = new Map<string, Drawing | null>();
  let saving = false;

  async function saveAll(): Promise<void> {
    while (pending.size > 0) {
      const changes = new Map(pending);
      await storage.write(changes);
      for (const [id, drawing] of changes) {
        if (pending.get(id) === drawing) pending.delete(id);
      }
    }
  }

  return async (id: string, drawing: Drawing | null): Promise<void> => {
    pending.set(id, drawing);
    if (saving) return;
    saving = true;
    try {
      // Changes made in the same turn, such as a drop of many files, share one transaction.
      await Promise.resolve();
      await saveAll();
      report(null);
    } catch (error) {
      report(
        `Your drawings are not saved: ${whyNotSaved(error)} You can keep drawing; they last until this tab closes.`,
      );
    } finally {
      saving = false;
    }
  };
}

import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_MS = 60_000;

/** Waits until `ready`. Throws with what `why` says if that never comes. */
export async function waitFor(ready: () => boolean | Promise<boolean>, why: () => string): Promise<void> {
  for (const start = Date.now(); Date.now() - start < LONGEST_MS; await sleep(50)) if (await ready()) return;
  throw new Error(`Never ready. ${why()}`);
}

export const ended = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

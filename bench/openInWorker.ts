/** A contestant's place in a browser: a worker, ended with it. */
import { connect, type PortLike } from '../src/wire/bridge.ts';
import type { entrant } from './entrant.ts';
import type { Place } from './runBench.ts';

export function openInWorker(): Place {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const { remote, close } = connect<ReturnType<typeof entrant>>(worker as PortLike, {});
  const failed = (message: string) => close({ kind: 'failed', message, advice: '' });
  worker.onerror = event => failed(event.message || 'its worker did not load');
  return {
    entrant: remote,
    end: () => {
      worker.terminate();
      failed('it was ended');
    },
  };
}

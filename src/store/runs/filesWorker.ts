/** The worker that packs and reads files, started when it is first needed. */
import type { FilesFunctions } from '../../files/worker.ts';
import { type Connection, connect, type Remote } from '../../wire/bridge.ts';
import type { WorkerLike } from '../engine/engineLine.ts';

/** The functions of a worker that is there, or of a new one. */
export function createFilesWorker(spawn: () => WorkerLike): () => Remote<FilesFunctions> {
  let connection: Connection<FilesFunctions> | null = null;
  return () => {
    if (connection) return connection.remote;
    const worker = spawn();
    const opened = connect<FilesFunctions>(worker, {});
    connection = opened;
    worker.onerror = ({ message }) => {
      if (connection === opened) connection = null;
      worker.terminate();
      opened.close({ kind: 'other', message: message || 'The files could not be worked on.', advice: '' });
    };
    return opened.remote;
  };
}

/** The worker that packs and reads files, started at the first use. */
import type { FilesFunctions } from '../../files/serveFiles.ts';
import { type Connection, connect, type Remote } from '../../wire/bridge.ts';
import type { WorkerLike } from '../engine/engineLine.ts';

/** Returns the running worker's functions, starting one if needed. */
export function createFilesWorker(spawn: () => WorkerLike): () => Remote<FilesFunctions> {
  let connection: Connection<FilesFunctions> | null = null;
  return () => {
    if (connection) return connection.remote;
    const worker = spawn();
    const opened = connect<FilesFunctions>(worker, { gather: true });
    connection = opened;
    worker.onerror = ({ message }) => {
      if (connection === opened) connection = null;
      worker.terminate();
      opened.close({ kind: 'other', message: message || 'The files could not be worked on.', advice: '' });
    };
    return opened.remote;
  };
}

/** The entry of the worker that packs and reads files, so that the page does not wait for it. */
import type { FilesCommand, FilesEvent } from '../protocol/files.ts';
import { type PortLike, typedPort } from '../protocol/typedPort.ts';
import { encodeGif } from './gif.ts';
import { readFiles } from './readFiles.ts';
import { packRunFile } from './runFile.ts';
import { encodeWebm } from './webm.ts';

const page = typedPort<FilesCommand, FilesEvent>(globalThis as unknown as PortLike, command => {
  answer(command).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    page.send({ type: 'refused', id: command.id, message });
  });
});

async function answer(command: FilesCommand): Promise<void> {
  const { id } = command;
  switch (command.type) {
    case 'gif':
      sendFile(id, encodeGif(command.film));
      break;
    case 'webm':
      sendFile(id, await encodeWebm(command.film));
      break;
    case 'pack':
      sendFile(id, packRunFile(command.run));
      break;
    case 'read': {
      const { notes, ...run } = readFiles(command.files, command.present);
      page.send({ type: 'read', id, run, notes });
      break;
    }
    default:
      command satisfies never;
  }
}

function sendFile(id: number, bytes: Uint8Array<ArrayBuffer>): void {
  page.send({ type: 'packed', id, bytes }, [bytes.buffer]);
}

/** The entry of the worker that packs and reads files, so that the page does not wait for it. */
import type { FilesCommand, FilesEvent } from '../protocol/files.ts';
import { type PortLike, typedPort } from '../protocol/typedPort.ts';
import { encodeGif } from './gif.ts';
import { readFiles } from './readFiles.ts';
import { packRunFile } from './runFile.ts';

const page = typedPort<FilesCommand, FilesEvent>(globalThis as unknown as PortLike, command => {
  try {
    answer(command);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    page.send({ type: 'refused', id: command.id, message });
  }
});

function answer(command: FilesCommand): void {
  const { id } = command;
  switch (command.type) {
    case 'gif':
    case 'pack': {
      const bytes = command.type === 'gif' ? encodeGif(command.film) : packRunFile(command.run);
      page.send({ type: 'packed', id, bytes }, [bytes.buffer]);
      break;
    }
    case 'read': {
      const { notes, ...run } = readFiles(command.files, command.present);
      page.send({ type: 'read', id, run, notes });
      break;
    }
    default:
      command satisfies never;
  }
}

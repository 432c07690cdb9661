/** The worker that packs and reads files, started when it is first needed. */
import type { FilesCommand, FilesEvent, Film, GivenFile } from '../protocol/files.ts';
import type { PortableRun } from '../protocol/messages.ts';
import { type TypedPort, typedPort } from '../protocol/typedPort.ts';
import { appStore } from './appStore.ts';

type Question = FilesCommand extends infer C ? (C extends { id: number } ? Omit<C, 'id'> : never) : never;
type Answer = Exclude<FilesEvent, { type: 'refused' }>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

const waiting = new Map<number, Waiting>();
let port: TypedPort<FilesCommand> | null = null;
let nextId = 1;

function open(): TypedPort<FilesCommand> {
  const worker = new Worker(new URL('../files/worker.ts', import.meta.url), { type: 'module' });
  worker.onerror = ({ message }) => {
    port = null;
    worker.terminate();
    for (const { reject } of waiting.values())
      reject(new Error(message || 'The files could not be worked on.'));
    waiting.clear();
  };
  return typedPort<FilesEvent, FilesCommand>(worker, event => {
    const asked = waiting.get(event.id);
    waiting.delete(event.id);
    if (event.type === 'refused') asked?.reject(new Error(event.message));
    else asked?.resolve(event);
  });
}

function ask(question: Question, transfer: Transferable[]): Promise<Answer> {
  port ??= open();
  const id = nextId++;
  const answer = new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }));
  port.send({ ...question, id } as FilesCommand, transfer);
  return answer;
}

async function bytesOf(question: Question): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await ask(question, []);
  if (answer.type !== 'packed')
    throw new Error(`Asked to ${question.type}, the files' worker ${answer.type}`);
  return answer.bytes;
}

/** A zip that goes on here and that diffusers opens. */
export const packRun = (run: PortableRun): Promise<Uint8Array<ArrayBuffer>> => bytesOf({ type: 'pack', run });

export const encodeFilm = (type: 'gif' | 'webm', film: Film): Promise<Uint8Array<ArrayBuffer>> =>
  bytesOf({ type, film });

/** @throws with a sentence that says what is wrong with the files. */
export async function readFiles(
  files: readonly GivenFile[],
): Promise<{ run: PortableRun; notes: readonly string[] }> {
  const { config: present } = appStore.getState();
  const answer = await ask(
    { type: 'read', files, present },
    files.map(({ bytes }) => bytes.buffer as ArrayBuffer),
  );
  if (answer.type !== 'read') throw new Error(`Asked to read, the files' worker ${answer.type}`);
  return answer;
}

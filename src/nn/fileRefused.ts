/** A file from outside that is not taken: its `message` says what is wrong with it. Never a fault of ours. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

/** A file from outside is refused; `message` says what is wrong with it. Never an error of this program. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

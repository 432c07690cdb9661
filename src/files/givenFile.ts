/** A file chosen by the user. */
export interface GivenFile {
  /** Its name, with folders if known. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

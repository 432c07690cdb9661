/** One file of somebody's choice. */
export interface GivenFile {
  /** Its name, with folders where they are known. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

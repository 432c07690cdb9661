/** A run as it can leave the browser: all that is needed to go on elsewhere. */
export interface PortableRun {
  readonly name: string;
  /** As `packCheckpoint` makes it. */
  readonly checkpoint: Uint8Array;
  /** [count, 28, 28], where the run trains on drawings. */
  readonly drawings: Uint8Array | null;
}

/** A run that can leave the browser: all that is needed to resume it elsewhere. */
export interface PortableRun {
  readonly name: string;
  /** Made by `packCheckpoint`. */
  readonly checkpoint: Uint8Array;
  /** [count, height, width, channels] if the run trains on drawings. */
  readonly drawings: Uint8Array | null;
}

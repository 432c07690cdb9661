/** What the page and the worker that reads and writes files say to each other. */
import type { RunConfig } from '../config/runConfig.ts';
import type { PortableRun } from './messages.ts';

/** One file of somebody's choice. */
export interface GivenFile {
  /** Its name, with folders where they are known. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Pictures that follow each other. */
export interface Film {
  /** Pictures a frame. */
  readonly count: number;
  /** [count, 28, 28] greys each. */
  readonly frames: readonly Uint8Array[];
  readonly frameMs: number;
  /** How long the last one stays. */
  readonly restMs: number;
}

export type FilesCommand =
  | { readonly type: 'pack'; readonly id: number; readonly run: PortableRun }
  | { readonly type: 'gif' | 'webm'; readonly id: number; readonly film: Film }
  /** `present`: the settings where the files do not tell theirs. */
  | {
      readonly type: 'read';
      readonly id: number;
      readonly files: readonly GivenFile[];
      readonly present: RunConfig;
    };

export type FilesEvent =
  | { readonly type: 'packed'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly type: 'read';
      readonly id: number;
      readonly run: PortableRun;
      /** What was not taken as given, a sentence each. */
      readonly notes: readonly string[];
    }
  | { readonly type: 'refused'; readonly id: number; readonly message: string };

/** Between the engine's thread and a helper's. */
import type { Graph } from '../../../nn/graph.ts';
import type { ForwardTask, GradientAnswer, GradientTask } from './work.ts';

export type Task =
  | { readonly type: 'gradient'; readonly task: GradientTask }
  | { readonly type: 'predict'; readonly task: ForwardTask };

export type ToHelper =
  | { readonly type: 'start'; readonly module: WebAssembly.Module }
  | { readonly type: 'open'; readonly network: number; readonly graph: Graph }
  | { readonly type: 'close'; readonly network: number }
  | ({ readonly request: number; readonly network: number } & Task);

export type FromHelper =
  /** Its script is loaded and it hears tasks. */
  | { readonly ready: true }
  | { readonly request: number; readonly gradient: GradientAnswer }
  | { readonly request: number; readonly out: Float32Array<ArrayBuffer> }
  | { readonly request: number; readonly failure: string };

/** A thread that runs `answerTasks`. */
export interface HelperThread {
  post(message: ToHelper, transfer: readonly ArrayBuffer[]): void;
  end(): void;
}

/** Starts one; `died` is called where it ends by itself. */
export type StartHelper = (
  hear: (message: FromHelper) => void,
  died: (reason: string) => void,
) => HelperThread;

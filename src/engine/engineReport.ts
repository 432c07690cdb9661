import type { Failure } from '../wire/bridge.ts';
import type { DeviceChoice, DeviceReport, ThreadChoice } from './device/deviceReport.ts';

/** What the engine reports about itself; a report holds only what has changed. */
export interface EngineReport {
  readonly device?: DeviceReport;
  /** What it is preparing; `fraction` in [0, 1], 1 when done, null if unknown. */
  readonly progress?: { readonly label: string; readonly fraction: number | null };
  /** Whether this tab may save. */
  readonly writes?: boolean;
  /** A failure that no call was waiting for. */
  readonly failure?: Failure;
}

export interface StartOrder {
  /** The page's own base URL; data and wasm files are below it. */
  readonly base: string;
  readonly choice: DeviceChoice;
  readonly threads: ThreadChoice;
  /** How to claim the right to save: `take` if this tab had it before. */
  readonly claim: 'ask' | 'take';
}

import type { Failure } from '../wire/bridge.ts';
import type { DeviceChoice, DeviceReport } from './device/deviceReport.ts';

/** What the engine reports of itself; each report names what has changed. */
export interface EngineReport {
  readonly device?: DeviceReport;
  /** What it prepares; `fraction` in [0, 1], 1 being its end, or null where it is not known. */
  readonly progress?: { readonly label: string; readonly fraction: number | null };
  /** Whether this tab may save. */
  readonly writes?: boolean;
  /** Of something that nobody waits for. */
  readonly failure?: Failure;
}

export interface StartOrder {
  /** The page's own base URL, below which data and wasm files lie. */
  readonly base: string;
  readonly choice: DeviceChoice;
  /** How the right to save is claimed: `take` where this tab had it before. */
  readonly claim: 'ask' | 'take';
}

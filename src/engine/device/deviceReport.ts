export type BackendName = 'webgpu' | 'wasm' | 'cpu';
export type DeviceChoice = 'auto' | BackendName;

/** Which device computes, and why. */
export interface DeviceReport {
  readonly backend: BackendName;
  readonly choice: DeviceChoice;
  /** The adapter's name, or how the processor computes. */
  readonly detail: string;
  /** One sentence: why this one and not another. */
  readonly reason: string;
  /** How many threads of the processor it may be given; null where that is not to be chosen. */
  readonly mostThreads: number | null;
}

/** Threads that a user asks the processor for; null where measuring decides. */
export type ThreadChoice = number | null;

/** A WebGPU device of our own, with every limit and feature that it can use, on which no error passes unnoticed. */
import { DeviceBroken } from '../deviceBroken.ts';
import { withinTime } from '../withinTime.ts';
import { Turns } from './turns.ts';

const TIMEOUT_MS = 10_000;

const FEATURES: readonly GPUFeatureName[] = ['subgroups', 'timestamp-query'];

/** Node has no navigator before its version 21. */
const CORES = globalThis.navigator?.hardwareConcurrency ?? 4;

export class GpuDevice {
  /**
   * For shaders: one for each core, and one that waits for it. A browser does not let go of a device before all that it was
   * given is compiled, so a worker that ends must not leave many behind: the next one gets no device meanwhile. The newest
   * come first, since somebody waits for a sampling, and nobody for a step's better tiles.
   */
  readonly compiling = new Turns(2 * CORES);
  /** What went wrong first; nothing computed since then counts. */
  private failure: DeviceBroken | null = null;
  private fail: (error: DeviceBroken) => void = () => {};
  /** Rejects at the first error or when the device is lost. */
  readonly broken: Promise<never>;

  private constructor(
    readonly device: GPUDevice,
    readonly adapterInfo: GPUAdapterInfo,
  ) {
    this.broken = new Promise((_, reject) => {
      this.fail = error => {
        this.failure ??= error;
        reject(this.failure);
      };
    });
    // Whoever waits for a result hears of it; nobody may be waiting.
    this.broken.catch(() => {});
    device.addEventListener('uncapturederror', ({ error }) => {
      const memory = error instanceof GPUOutOfMemoryError;
      this.fail(
        memory
          ? new DeviceBroken('memory', 'The graphics processor has no memory left.')
          : new DeviceBroken('refused', `The graphics processor refused a command: ${error.message}`),
      );
    });
    void device.lost.then(({ reason, message }) => {
      if (reason === 'destroyed') return;
      this.fail(new DeviceBroken('lost', `The graphics processor was lost${message ? `: ${message}` : ''}`));
    });
  }

  /** @throws where the adapter grants no device, or does not answer. */
  static async open(adapter: GPUAdapter, timeoutMs = TIMEOUT_MS): Promise<GpuDevice> {
    const requiredLimits: Record<string, number> = {};
    for (const name in adapter.limits) {
      const limit = adapter.limits[name as keyof GPUSupportedLimits];
      if (typeof limit === 'number') requiredLimits[name] = limit;
    }
    const requiredFeatures = FEATURES.filter(name => adapter.features.has(name));
    const device = await withinTime(adapter.requestDevice({ requiredLimits, requiredFeatures }), timeoutMs);
    if (device === 'timeout') {
      throw new DeviceBroken('refused', `The graphics processor gave no device in ${timeoutMs / 1000} s.`);
    }
    return new GpuDevice(device, adapter.info);
  }

  /** What `work` gives, unless the GPU failed before or while it did. */
  async guard<T>(work: Promise<T>): Promise<T> {
    const result = await Promise.race([work, this.broken]);
    if (this.failure) throw this.failure;
    return result;
  }

  /** @throws where the GPU has failed already. */
  check(): void {
    if (this.failure) throw this.failure;
  }

  destroy(): void {
    this.device.destroy();
  }
}

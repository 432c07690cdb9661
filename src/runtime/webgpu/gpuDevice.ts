/** A WebGPU device with all the limits and features that the kernels can use; catches every error. */
import { DeviceBroken } from '../deviceBroken.ts';
import { withinTime } from '../withinTime.ts';
import { ConcurrencyLimit } from './concurrencyLimit.ts';

const TIMEOUT_MS = 10_000;

const FEATURES: readonly GPUFeatureName[] = ['subgroups', 'timestamp-query'];

/** Node before version 21 has no navigator. */
const CORES = globalThis.navigator?.hardwareConcurrency ?? 4;

export class GpuDevice {
  /**
   * Limits shader compilation to two per core: a browser releases a device only after all pending shaders are compiled, and
   * until then a new worker gets no device. Newest first: a user may be waiting for a sampling, but not for better tiles.
   */
  readonly compiling = new ConcurrencyLimit(2 * CORES);
  /** The first error; results since then are invalid. */
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
    // Pending calls report it; there may be none.
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

  /** @throws if the adapter grants no device, or does not answer. */
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

  /** The result of `work`, unless the GPU failed before or during it. */
  async guard<T>(work: Promise<T>): Promise<T> {
    const result = await Promise.race([work, this.broken]);
    if (this.failure) throw this.failure;
    return result;
  }

  /** @throws if the GPU has already failed. */
  check(): void {
    if (this.failure) throw this.failure;
  }

  destroy(): void {
    this.device.destroy();
  }
}

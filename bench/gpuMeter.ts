/**
 * Counts what goes through WebGPU, whoever calls it: every library in this worker is measured by the same rule. Buffers
 * belong to whoever was named when they were made, until they are destroyed.
 */
export interface GpuCounts {
  dispatches: number;
  submits: number;
  uploadBytes: number;
  allocations: number;
  /** Of buffers that are not destroyed yet. */
  bytes: number;
  peakBytes: number;
}

const NOTHING: GpuCounts = {
  dispatches: 0,
  submits: 0,
  uploadBytes: 0,
  allocations: 0,
  bytes: 0,
  peakBytes: 0,
};

export class GpuMeter {
  private readonly counts = new Map<string, GpuCounts>();
  private readonly owners = new WeakMap<GPUBuffer, { counts: GpuCounts; bytes: number }>();
  private current: GpuCounts = { ...NOTHING };

  /** Listens to the WebGPU of this thread, for good. */
  constructor() {
    const { owners } = this;
    const now = () => this.current;
    wrap(GPUDevice.prototype, 'createBuffer', (call, [descriptor]) => {
      const buffer = call();
      const counts = now();
      counts.allocations++;
      counts.bytes += descriptor.size;
      counts.peakBytes = Math.max(counts.peakBytes, counts.bytes);
      owners.set(buffer, { counts, bytes: descriptor.size });
      return buffer;
    });
    wrap(GPUBuffer.prototype, 'destroy', function (call) {
      const owner = owners.get(this);
      if (owner) owner.counts.bytes -= owner.bytes;
      owners.delete(this);
      return call();
    });
    wrap(GPUQueue.prototype, 'writeBuffer', (call, [, , data, offset = 0, size]) => {
      // In elements where the data are a typed array.
      const unit = 'BYTES_PER_ELEMENT' in data ? (data as Uint8Array).BYTES_PER_ELEMENT : 1;
      now().uploadBytes += size === undefined ? data.byteLength - offset * unit : size * unit;
      return call();
    });
    wrap(GPUQueue.prototype, 'submit', call => {
      now().submits++;
      return call();
    });
    wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', call => {
      now().dispatches++;
      return call();
    });
  }

  /** From now on everything counts for `name`. */
  attribute(name: string): void {
    const known = this.counts.get(name);
    this.current = known ?? { ...NOTHING };
    this.counts.set(name, this.current);
  }

  /** A copy, to be subtracted from a later one. */
  read(name: string): GpuCounts {
    return { ...(this.counts.get(name) ?? NOTHING) };
  }
}

type Method<T, K extends keyof T> = T[K] extends (...args: infer A) => infer R
  ? { args: A; result: R }
  : never;

function wrap<T extends object, K extends keyof T>(
  prototype: T,
  name: K,
  around: (this: T, call: () => Method<T, K>['result'], args: Method<T, K>['args']) => Method<T, K>['result'],
): void {
  const original = prototype[name] as (...args: Method<T, K>['args']) => Method<T, K>['result'];
  Object.defineProperty(prototype, name, {
    configurable: true,
    writable: true,
    value(this: T, ...args: Method<T, K>['args']) {
      return around.call(this, () => original.apply(this, args), args);
    },
  });
}

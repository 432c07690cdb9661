/** A made-up device whose network counts its steps instead of computing. */
import type { chooseDevice, Device } from '../../src/engine/device/chooseDevice.ts';
import type { ThreadChoice } from '../../src/engine/device/deviceReport.ts';
import { DeviceBroken } from '../../src/runtime/deviceBroken.ts';
import {
  madeState,
  type NetworkRuntime,
  type Runtime,
  type TrainingState,
} from '../../src/runtime/networkRuntime.ts';

/** The four vectors of a step, filled with numbers that tell step and vector, so that a torn or mixed state is noticed. */
export function stateAt(step: number, size: number): TrainingState {
  const vector = (of: number) => new Float32Array(size).fill(step + of);
  return { step, params: vector(0), ema: vector(0.25), adamM: vector(0.5), adamV: vector(0.75) };
}

export class CountingDevice {
  /** How often a network was asked about pictures. */
  predictions = 0;
  /** How many steps its networks have made. */
  steps = 0;
  private failure: DeviceBroken | null = null;
  private readonly losses: ((error: DeviceBroken) => void)[] = [];

  /** @param turn awaited before each step, to hold it up or to let it be lost. */
  constructor(private readonly turn: () => Promise<void> = async () => {}) {}

  /** Every number of threads that was asked for, the first at the start. */
  readonly threads: ThreadChoice[] = [];

  private readonly heard = (threads: ThreadChoice) => {
    this.threads.push(threads);
    return 'made up';
  };

  readonly open: typeof chooseDevice = async (choice, { threads }) => {
    this.threads.push(threads);
    const broken = new Promise<never>((_, reject) => this.losses.push(reject));
    broken.catch(() => {});
    const report = { backend: 'wasm', choice, detail: 'made up', reason: '', mostThreads: 8 } as const;
    return {
      runtime: this.runtime,
      report,
      broken,
      setThreads: this.heard,
      dispose: () => {},
    } satisfies Device;
  };

  lose(how: 'lost' | 'memory'): void {
    this.failure = new DeviceBroken(how, `The device is ${how}.`);
    for (const reject of this.losses) reject(this.failure);
  }

  private readonly runtime: Runtime = {
    evaluate: async () => ({}),
    open: (graph, initial) => this.network(graph.paramCount, madeState(initial)),
  };

  private check(): void {
    if (this.failure) throw this.failure;
  }

  private network(size: number, initial: TrainingState): NetworkRuntime {
    let { step } = initial;
    if (step > 0) {
      const whole = stateAt(step, size);
      for (const name of ['params', 'ema', 'adamM', 'adamV'] as const) {
        if (initial[name][size - 1] !== whole[name][0]) throw new Error(`'${name}' is not of step ${step}`);
      }
    }
    const predict = async (xt: Float32Array) => {
      this.predictions += 1;
      return xt.slice();
    };
    const frozen = { predict, dispose: () => {} };
    return {
      paramCount: size,
      flopsPerImage: 1,
      get step() {
        return step;
      },
      train: async ({ size: batch }) => {
        this.check();
        await this.turn();
        step += 1;
        this.steps += 1;
        return { loss: 1 / step, lossByImage: new Float32Array(batch) };
      },
      readState: async () => {
        this.check();
        return stateAt(step, size);
      },
      freeze: () => frozen,
      freezeParams: () => frozen,
      dispose: () => {},
    };
  }
}

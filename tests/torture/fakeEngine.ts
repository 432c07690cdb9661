/** A worker without a browser: the real session on a made-up device, whose network counts instead of computing. */
import type { Device } from '../../src/engine/device/chooseDevice.ts';
import { Session } from '../../src/engine/session.ts';
import type { Command, Event } from '../../src/protocol/messages.ts';
import { DeviceBroken } from '../../src/runtime/deviceBroken.ts';
import type { NetworkRuntime, Runtime, TrainingState } from '../../src/runtime/networkRuntime.ts';
import { RunStorage } from '../../src/storage/runStorage.ts';
import type { Tables } from '../../src/storage/tables.ts';
import type { WorkerLike } from '../../src/store/engineLine.ts';
import type { FakeLocks } from '../engine/fakeLocks.ts';

/** Whoever is dead waits here, and nothing of it happens any more. */
const never = <T>(): Promise<T> => new Promise(() => {});

let ids = 0;

/** The four vectors of a step, recognisable by their numbers: what is torn or mixed does not look like this. */
export function stateAt(step: number, size: number): TrainingState {
  const vector = (of: number) => new Float32Array(size).fill(step + of);
  return { step, params: vector(0), ema: vector(0.25), adamM: vector(0.5), adamV: vector(0.75) };
}

export class FakeWorker implements WorkerLike {
  onerror: ((event: ErrorEvent) => unknown) | null = null;
  onmessageerror: ((event: MessageEvent) => unknown) | null = null;
  private alive = true;
  private mute = false;
  private readonly listeners: ((event: MessageEvent) => void)[] = [];
  private readonly session: Session;
  private breakDevice: (error: DeviceBroken) => void = () => {};
  private readonly device = this.makeDevice();

  constructor(
    tables: Tables,
    private readonly locks: FakeLocks,
  ) {
    const guarded: Tables = {
      read: work => (this.alive ? tables.read(work) : never()),
      write: work =>
        this.alive
          ? tables.write(async transaction => {
              const result = await work(transaction);
              // Killed before the transaction was complete.
              return this.alive ? result : never();
            })
          : never(),
    };
    this.session = new Session(event => this.say(event), {
      openDevice: async () => this.device,
      storage: new RunStorage(guarded),
      locks: locks.of(this),
      newId: () => `id${ids++}`,
      build: '0-test',
      browser: 'none',
    });
  }

  postMessage(message: unknown): void {
    queueMicrotask(() => {
      if (this.alive && !this.mute) this.session.receive(message as Command);
    });
  }

  addEventListener(_: 'message', listener: (event: MessageEvent) => void): void {
    this.listeners.push(listener);
  }

  terminate(): void {
    this.alive = false;
    this.locks.release(this);
  }

  loseDevice(how: 'lost' | 'memory'): void {
    this.breakDevice(new DeviceBroken(how, `The device is ${how}.`));
  }

  throwUp(): void {
    this.onerror?.({ message: 'it threw up' } as ErrorEvent);
  }

  /** As after self.close(): no event, no answer. */
  fallSilent(): void {
    this.mute = true;
  }

  private say(event: Event): void {
    const data = structuredClone(event);
    queueMicrotask(() => {
      if (!this.alive || this.mute) return;
      for (const listener of this.listeners) listener({ data } as MessageEvent);
    });
  }

  private makeDevice(): Device {
    let failure: DeviceBroken | null = null;
    const broken = new Promise<never>((_, reject) => {
      this.breakDevice = error => {
        failure = error;
        reject(error);
      };
    });
    broken.catch(() => {});
    const check = () => {
      if (failure) throw failure;
    };
    const runtime: Runtime = {
      evaluate: async () => ({}),
      open: (graph, initial) => this.makeNetwork(graph.paramCount, initial, check),
    };
    const report = { backend: 'wasm', choice: 'auto', detail: 'made up', reason: '' } as const;
    return { runtime, report, broken, dispose: () => {} };
  }

  private makeNetwork(size: number, initial: TrainingState, check: () => void): NetworkRuntime {
    let { step } = initial;
    if (step > 0) {
      const whole = stateAt(step, size);
      for (const name of ['params', 'ema', 'adamM', 'adamV'] as const) {
        if (initial[name][size - 1] !== whole[name][0]) throw new Error(`'${name}' is not of step ${step}`);
      }
    }
    const frozen = { predict: async (xt: Float32Array) => xt.slice(), dispose: () => {} };
    return {
      paramCount: size,
      flopsPerImage: 1,
      get step() {
        return step;
      },
      train: async ({ size: batch }) => {
        check();
        if (!this.alive) return never();
        step += 1;
        return { loss: 1 / step, lossByImage: new Float32Array(batch) };
      },
      readState: async () => {
        check();
        return stateAt(step, size);
      },
      freeze: () => frozen,
      freezeParams: () => frozen,
      dispose: () => {},
    };
  }
}

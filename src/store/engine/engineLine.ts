/** One worker after another: each is asked every two seconds whether it is there, and given up when it is not. */
import type { EngineFunctions } from '../../engine/engine.ts';
import {
  type Connection,
  connect,
  type Failure,
  type PortLike,
  type Remote,
  type Streams,
} from '../../wire/bridge.ts';
import type { Lost } from './runLife.ts';

/** What is used of a Worker. */
export interface WorkerLike extends PortLike {
  onerror: ((event: ErrorEvent) => unknown) | null;
  onmessageerror: ((event: MessageEvent) => unknown) | null;
  terminate(): void;
}

export type EngineRemote = Remote<EngineFunctions>;

const STREAMS: Streams<EngineFunctions> = {
  start: true,
  open: true,
  sample: true,
  floor: true,
  nearest: true,
  heldOut: true,
  inside: true,
};

const HEARTBEAT_MS = 2000;
/** A worker's script is large: on a slow line, or a machine with much to do, it is long in coming. */
const ARRIVAL_MS = 60_000;

export interface LineEnds {
  readonly spawn: () => WorkerLike;
  /** A call failed; its caller hears of it, too. */
  readonly failed: (failure: Failure) => void;
  /** The worker is gone and will say nothing more. */
  readonly lost: (how: Lost, message: string) => void;
  /** How long it may be silent once it has spoken, in milliseconds. */
  readonly silenceLimit: () => number;
}

export class EngineLine {
  private worker: WorkerLike | null = null;
  private connection: Connection<EngineFunctions> | null = null;
  private arrived = false;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** When it was asked, and how often the heart has beaten since. */
  private asked: { readonly at: number; beats: number } | null = null;

  constructor(private readonly ends: LineEnds) {}

  /** The last worker's functions: once it has ended, each call fails with the kind `gone`. @throws before the first. */
  get engine(): EngineRemote {
    if (!this.connection) throw new Error('The engine has not begun.');
    return this.connection.remote;
  }

  /** A new worker in place of the present one. */
  open(): void {
    this.close();
    const worker = this.ends.spawn();
    this.worker = worker;
    worker.onerror = ({ message }) => this.giveUp(worker, 'threw', message || 'it did not load');
    worker.onmessageerror = () => this.giveUp(worker, 'threw', 'a message could not be read');
    this.connection = connect<EngineFunctions>(worker, STREAMS, {
      heard: () => {
        if (this.worker !== worker) return;
        this.arrived = true;
        this.asked = null;
      },
      failed: failure => {
        if (this.worker === worker) this.ends.failed(failure);
      },
    });
    this.timer = setInterval(() => this.beat(worker), HEARTBEAT_MS);
  }

  close(): void {
    clearInterval(this.timer);
    this.worker?.terminate();
    this.worker = null;
    this.connection?.close({ kind: 'gone', message: 'The engine was ended.', advice: '' });
    this.arrived = false;
    this.asked = null;
  }

  private beat(worker: WorkerLike): void {
    if (!this.asked) {
      this.asked = { at: performance.now(), beats: 0 };
      // An answer is heard like any other sign of life; a worker that is gone is given up by the next beats.
      this.engine.ping(undefined).catch(() => {});
      return;
    }
    this.asked.beats += 1;
    // After a sleep of the machine the clock has moved on, but the answer had no chance yet.
    const silentFor = performance.now() - this.asked.at;
    if (this.asked.beats > 1 && silentFor > (this.arrived ? this.ends.silenceLimit() : ARRIVAL_MS)) {
      this.giveUp(worker, 'silent', `it said nothing for ${Math.round(silentFor / 1000)} s`);
    }
  }

  private giveUp(worker: WorkerLike, how: Lost, message: string): void {
    if (this.worker !== worker) return;
    this.close();
    this.ends.lost(how, message);
  }
}

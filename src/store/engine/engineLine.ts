/** Holds one worker at a time: pings it every two seconds, and gives it up if it stays silent. */
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

/** The part of Worker used here. */
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
  quality: true,
  planeField: true,
};

const HEARTBEAT_MS = 2000;
/** Limit for the first answer: the worker's script is large and may take long to load. */
const ARRIVAL_MS = 60_000;

export interface LineEnds {
  readonly spawn: () => WorkerLike;
  /** Called when a call fails, before its caller. */
  readonly failed: (failure: Failure) => void;
  /** Called when the worker is given up. */
  readonly lost: (how: Lost, message: string) => void;
  /** How long the worker may be silent after its first message, in milliseconds. */
  readonly silenceLimit: () => number;
}

export class EngineLine {
  private worker: WorkerLike | null = null;
  private connection: Connection<EngineFunctions> | null = null;
  private arrived = false;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** Time of the unanswered ping, and beats since. */
  private asked: { readonly at: number; beats: number } | null = null;

  constructor(private readonly ends: LineEnds) {}

  /** The current worker's functions; once it has ended, calls fail with the kind `gone`. @throws before the first. */
  get engine(): EngineRemote {
    if (!this.connection) throw new Error('The engine has not begun.');
    return this.connection.remote;
  }

  /** Replaces the present worker by a new one. */
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
      // Any message counts as a sign of life; if none comes, the next beats give the worker up.
      this.engine.ping(undefined).catch(() => {});
      return;
    }
    this.asked.beats += 1;
    // After the machine wakes from sleep the clock has jumped, but the worker has had no chance to answer.
    const silentFor = performance.now() - this.asked.at;
    if (this.asked.beats > 1 && silentFor > (this.arrived ? this.ends.silenceLimit() : ARRIVAL_MS)) {
      this.giveUp(worker, 'silent', `it did not answer for ${Math.round(silentFor / 1000)} s`);
    }
  }

  private giveUp(worker: WorkerLike, how: Lost, message: string): void {
    if (this.worker !== worker) return;
    this.close();
    this.ends.lost(how, message);
  }
}

/** Sees to it that there is an engine: passes commands and events on, and rebuilds the run after a loss. */
import type { Command, DeviceChoice, Event } from '../protocol/messages.ts';
import { EngineLine, type WorkerLike } from './engineLine.ts';
import { type Happening, type Life, type Lost, NEWBORN, next } from './runLife.ts';

type RunCommand = Extract<Command, { type: 'run' }>;

export interface SupervisorSurroundings {
  readonly spawn: () => WorkerLike;
  readonly base: string;
  readonly choice: () => DeviceChoice;
  /** How long the engine may be silent, in milliseconds. */
  readonly patience: () => number;
  readonly nextRunId: () => number;
  readonly receive: (event: Event) => void;
  /** The engine was lost and is being rebuilt. `begins` where the run has to begin anew. */
  readonly recovering: (how: Lost, message: string, begins: boolean) => void;
  /** What was saved cannot be opened. */
  readonly beginAnew: () => void;
  /** It was lost once too often. */
  readonly gone: (message: string) => void;
}

export class Supervisor {
  private life: Life = NEWBORN;
  private writes = false;
  private run: RunCommand | null = null;
  private readonly line: EngineLine;

  constructor(private readonly around: SupervisorSurroundings) {
    const { spawn, patience } = around;
    this.line = new EngineLine({
      spawn,
      patience,
      receive: event => this.receive(event),
      lost: (how, message) => this.lost(how, message),
    });
  }

  get state(): Life {
    return this.life;
  }

  start(): void {
    this.line.open();
    const { base, choice } = this.around;
    this.line.send({ type: 'start', base, choice: choice(), claim: this.writes ? 'take' : 'ask' });
  }

  stop(): void {
    this.line.close();
  }

  send(command: Command): void {
    if (command.type === 'run') {
      this.run = command;
      this.happen({ type: 'begun' });
    }
    if (command.type === 'train') this.happen({ type: 'train', on: command.action === 'start' });
    this.line.send(command);
  }

  private receive(event: Event): void {
    switch (event.type) {
      case 'role':
        this.writes = event.writes;
        break;
      case 'opened':
      case 'saved':
        this.happen(event);
        break;
      default:
    }
    if (event.type === 'failure') this.failed(event);
    else this.around.receive(event);
    // Afterwards, since the page may ask whether this run is one that was rebuilt.
    if (event.type === 'state') this.happen({ type: 'state', running: event.state === 'running' });
  }

  private failed(event: Extract<Event, { type: 'failure' }>): void {
    const { cause, message } = event;
    if (cause === 'lost' || cause === 'memory' || cause === 'refused') {
      this.line.close();
      this.lost(cause, message);
      return;
    }
    const unopened = this.life.phase === 'recovering';
    if (unopened) this.happen({ type: 'state', running: false });
    this.around.receive(event);
    if (unopened) this.around.beginAnew();
  }

  private lost(how: Lost, message: string): void {
    const { restart } = this.happen({ type: 'lost', how });
    if (!restart) {
      this.around.gone(message);
      return;
    }
    this.around.recovering(how, message, restart.open === null);
    this.start();
    let runId = this.run?.runId ?? 0;
    if (restart.open !== null) {
      runId = this.around.nextRunId();
      this.line.send({ type: 'open', runId, id: restart.open, which: 'newest' });
    } else if (this.run) this.line.send(this.run);
    if (restart.train) this.line.send({ type: 'train', runId, action: 'start' });
  }

  private happen(happening: Happening): ReturnType<typeof next> {
    const result = next(this.life, happening);
    this.life = result.life;
    return result;
  }
}

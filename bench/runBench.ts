/** Runs the contestants one beside the other: alternating steps, so that whatever else the machine does meets them all. */
import { CONTESTANT_NAMES, type ContestantId } from './contestants/contestant.ts';
import type { Entered, EnterOrder, Entrant } from './entrant.ts';
import type { BenchResult, Timing } from './measurements.ts';

export interface BenchOptions extends Omit<EnterOrder, 'id'> {
  readonly contestants: readonly ContestantId[];
}

/** A place for a contestant, and its end with all that it holds. */
export interface Place {
  readonly entrant: Entrant;
  end(): void;
}

/** At least so many alternating rounds, and more while they take no longer than this together. */
const LEAST_ROUNDS = 3;
const MOST_ROUNDS = 30;
const ROUNDS_MS = 20_000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * One that fails is told of and steps no more; its steps before that count. Where it took the graphics processor's
 * process along, the others are started anew and go on.
 */
class Contender {
  readonly timing: Mutable<Timing> & { stepMs: number[] };
  /** How many contestants had been lost when this one was started. */
  private knows = 0;

  private constructor(
    readonly id: ContestantId,
    private place: Place,
    readonly entered: Entered,
    private readonly start: () => Promise<{ place: Place; entered: Entered } & Pick<Timing, 'perStep'>>,
    perStep: Timing['perStep'],
  ) {
    const { firstStepMs, firstLoss } = entered;
    this.timing = { stepMs: [], firstStepMs, firstLoss, perStep, peakBytes: 0 };
  }

  static async enter(
    order: EnterOrder,
    open: () => Place,
    say: (what: string) => void,
    lost: number,
  ): Promise<Contender> {
    const start = async () => {
      const place = open();
      try {
        say(`First step: ${CONTESTANT_NAMES[order.id]}`);
        const entered = await place.entrant.enter(order);
        say(`Getting quick: ${CONTESTANT_NAMES[order.id]}`);
        return { place, entered, ...(await place.entrant.settle(undefined)) };
      } catch (error) {
        place.end();
        throw error;
      }
    };
    const { place, entered, perStep } = await start();
    const contender = new Contender(order.id, place, entered, start, perStep);
    contender.knows = lost;
    return contender;
  }

  /** @param lost contestants so far. @throws where it fails by itself. */
  async ask<T>(question: (entrant: Entrant) => Promise<T>, lost: number): Promise<T> {
    try {
      return await question(this.place.entrant);
    } catch (error) {
      if (this.knows === lost) throw error;
    }
    this.place.end();
    this.knows = lost;
    this.place = (await this.start()).place;
    return question(this.place.entrant);
  }

  end(): void {
    this.place.end();
  }
}

/** @throws where not one contestant makes a step. */
export async function runBench(
  options: BenchOptions,
  open: (id: ContestantId) => Place,
  say: (what: string) => void,
): Promise<BenchResult> {
  const failures: Partial<Record<ContestantId, string>> = {};
  const contenders: Contender[] = [];
  let lost = 0;
  const fails = (id: ContestantId, when: string, error: unknown) => {
    failures[id] = `${when}: ${error instanceof Error ? error.message : String(error)}`;
    say(`${CONTESTANT_NAMES[id]}: lost ${failures[id]}`);
    lost += 1;
  };
  const { contestants, ...order } = options;
  try {
    for (const id of contestants) {
      try {
        contenders.push(await Contender.enter({ ...order, id }, () => open(id), say, lost));
      } catch (error) {
        fails(id, 'at its first steps', error);
      }
    }
    const [first] = contenders;
    if (!first) throw new Error(Object.values(failures).join(' '));
    const began = performance.now();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (round >= LEAST_ROUNDS && performance.now() - began > ROUNDS_MS) break;
      say(`Alternating steps: round ${round + 1}`);
      for (const contender of contenders.filter(({ id }) => !(id in failures))) {
        try {
          const { ms, peakBytes } = await contender.ask(entrant => entrant.step(undefined), lost);
          contender.timing.stepMs.push(ms);
          contender.timing.peakBytes = peakBytes;
        } catch (error) {
          fails(contender.id, `in round ${round + 1}`, error);
          contender.end();
        }
      }
    }
    say('Matrix products, and where our time goes');
    const project = contenders.find(({ id }) => id === 'ours' && !(id in failures));
    const inspection = await project
      ?.ask(entrant => entrant.inspect(undefined), lost)
      .catch((error: unknown) => fails('ours', 'when looked into', error));
    const { adapter, parameters, gflopPerStep } = first.entered;
    const measured = contenders.filter(({ timing }) => timing.stepMs.length > 0);
    return {
      adapter,
      channels: options.channels,
      parameters,
      batch: options.batch,
      gflopPerStep,
      timings: Object.fromEntries(measured.map(({ id, timing }) => [id, timing])),
      failures,
      inspection: inspection ?? null,
    };
  } finally {
    for (const contender of contenders) contender.end();
  }
}

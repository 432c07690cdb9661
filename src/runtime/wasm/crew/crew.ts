/** The engine's own thread and its helpers, which share a network's work. */
import { elements, type Graph } from '../../../nn/graph.ts';
import type { TrainBatch } from '../../networkRuntime.ts';
import { nextMessage } from '../../nextMessage.ts';
import { Helper, HelperLost } from './helper.ts';
import type { FromHelper, StartHelper, Task } from './messages.ts';
import { Pace } from './pace.ts';
import { cutBatch, SHARDS } from './shards.ts';
import { type ForwardTask, type GradientAnswer, type GradientTask, NetworkWork } from './work.ts';

export interface CrewOptions {
  readonly module: WebAssembly.Module;
  /** Threads that compute, the engine's own among them. */
  readonly workers: number;
  /** Uses all of them, also where fewer are quicker or some have not started yet. */
  readonly always?: boolean;
  readonly startHelper: StartHelper;
  /** Calls `late` after so long, unless it is called off by what is returned; a test has a clock of its own. */
  readonly after?: (ms: number, late: () => void) => () => void;
}

/** A helper that lets everybody wait longer than this, and than its work can take, is given up. */
const PATIENCE_MS = 10_000;
/** How often as long as the engine's own thread a helper may take for the same work. */
const TIMES_SLOWER = 20;
/** Fewer than this are not worth a message, which may find its thread busy. */
const FEWEST = { pictures: 4, points: 3000 };

/** A network's place in a crew. */
export class CrewNetwork {
  private static made = 0;
  private readonly id = ++CrewNetwork.made;
  private readonly own: NetworkWork;

  constructor(
    private readonly crew: Crew,
    private readonly graph: Graph,
  ) {
    this.own = new NetworkWork(crew.options.module, graph);
    // So that they prepare while this thread does.
    for (const helper of crew.helpers) helper.open(this.id, graph);
  }

  /** The sums of the shards' gradients, and each image's loss, in the order of the batch. */
  async gradient(
    params: () => Float32Array<ArrayBuffer>,
    batch: TrainBatch,
  ): Promise<Omit<GradientAnswer, 'ms'>> {
    // Who awaits nothing but steps would not even hear that a helper has started.
    if (this.crew.started() < this.crew.pace.count) await nextMessage();
    const { pace } = this.crew;
    const began = performance.now();
    const shards = cutBatch(batch.size);
    const workers = this.crew.started();
    const shares = pace.shares(shards.length, workers);
    let from = 0;
    const tasks = shares.map((share, worker) => {
      const [first, end] = [from, from + share];
      from = end;
      const task = () => gradientTask(this.graph, params(), batch, first, end);
      return { worker, share, task };
    });
    const answers = await this.shared(
      tasks,
      task => ({ type: 'gradient', task }),
      task => this.own.gradient(task),
      answer => ('gradient' in answer ? answer.gradient : null),
    );
    // A step without those that are still starting tells nothing about how many are best.
    if (workers === pace.count) pace.stepTook(batch.size, performance.now() - began);
    const lossByImage = new Float32Array(batch.size);
    let at = 0;
    for (const [worker, answer] of answers.entries()) {
      pace.shardsTook(worker, shares[worker]!, answer.ms);
      lossByImage.set(answer.lossByImage, at);
      at += answer.lossByImage.length;
    }
    return { sums: answers.flatMap(({ sums }) => sums), lossByImage };
  }

  /** The network's answers; `weights` names `params`. */
  async predict(
    weights: number,
    params: Float32Array,
    { xt, modelTime, classLabels }: Omit<ForwardTask, 'weights' | 'params'>,
  ): Promise<Float32Array<ArrayBuffer>> {
    const count = modelTime.length;
    const { shape } = this.graph.values[this.graph.inputs.x!]!;
    const size = elements(shape);
    const fewest = shape[0] === 1 && shape[1] === 1 ? FEWEST.points : FEWEST.pictures;
    const workers = count < fewest ? 1 : Math.min(this.crew.started(), count);
    const tasks = Array.from({ length: workers }, (_, worker) => {
      const [first, end] = [worker, worker + 1].map(i => Math.ceil((i * count) / workers)) as [
        number,
        number,
      ];
      const task = (): ForwardTask => ({
        weights,
        params: this.knows(worker, weights) ? null : params,
        xt: xt.slice(first * size, end * size),
        modelTime: modelTime.slice(first, end),
        classLabels: classLabels?.slice(first, end) ?? null,
      });
      return { worker, share: end - first, task };
    });
    const answers = await this.shared(
      tasks,
      task => ({ type: 'predict', task }),
      task => this.own.predict({ ...task, params: this.own.hasWeights(weights) ? null : params }),
      answer => ('out' in answer ? answer.out : null),
    );
    if (answers.length === 1) return answers[0]!;
    const out = new Float32Array(answers.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const answer of answers) {
      out.set(answer, at);
      at += answer.length;
    }
    return out;
  }

  dispose(): void {
    for (const helper of this.crew.helpers) helper.close(this.id);
  }

  private knows(worker: number, weights: number): boolean {
    return worker === 0
      ? this.own.hasWeights(weights)
      : this.crew.helpers[worker - 1]!.hasWeights(this.id, weights);
  }

  /** Asks helpers first, then does the own share, and that of helpers that were lost. Answers in the order of tasks. */
  private async shared<T extends GradientTask | ForwardTask, A>(
    tasks: readonly { worker: number; share: number; task: () => T }[],
    message: (task: T) => Task,
    compute: (task: T) => A,
    read: (answer: FromHelper) => A | null,
  ): Promise<A[]> {
    const { helpers } = this.crew;
    const busy = tasks.filter(({ share }) => share > 0);
    const asked = busy.map(({ worker, task }) => {
      if (worker === 0) return null;
      const given = task();
      const answer = helpers[worker - 1]!.ask(this.id, this.graph, message(given), buffersOf(given));
      // Heard of below, once the own share is done.
      answer.catch(() => {});
      return answer;
    });
    let ownPerShare = 0;
    const answers: (A | null)[] = busy.map(({ worker, share, task }) => {
      if (worker !== 0) return null;
      const began = performance.now();
      const answer = compute(task());
      ownPerShare = (performance.now() - began) / share;
      return answer;
    });
    for (const [i, { worker, share, task }] of busy.entries()) {
      const pending = asked[i];
      if (!pending) continue;
      const patience = PATIENCE_MS + TIMES_SLOWER * ownPerShare * share;
      try {
        answers[i] = read(await this.crew.within(patience, helpers[worker - 1]!, pending));
      } catch (error) {
        if (!(error instanceof HelperLost)) throw error;
      }
      answers[i] ??= compute(task());
    }
    return answers as A[];
  }
}

export class Crew {
  helpers: readonly Helper[] = [];
  pace = new Pace(1);

  constructor(readonly options: CrewOptions) {
    this.setWorkers(options.workers, options.always ?? false);
    this.begin();
  }

  /** From the next step on; those that are no longer needed end, and what they were asked is computed without them. */
  setWorkers(wanted: number, always: boolean): number {
    const { startHelper, module } = this.options;
    const workers = Math.max(1, Math.min(wanted, SHARDS));
    const kept = this.helpers.slice(0, workers - 1);
    for (const helper of this.helpers.slice(workers - 1)) helper.lose('it is no longer needed');
    const added = Array.from({ length: workers - 1 - kept.length }, () => new Helper(startHelper, module));
    this.helpers = [...kept, ...added];
    this.pace = new Pace(workers, always);
    return workers;
  }

  /** Starts the helpers that the next step may use: that takes longer than a step. */
  begin(): void {
    for (const helper of this.helpers.slice(0, this.pace.count - 1)) {
      try {
        helper.begin();
      } catch (error) {
        helper.lose(String(error));
      }
    }
  }

  /** How many of the workers wanted can compute now: nobody waits for one that is still starting. */
  started(): number {
    const { count } = this.pace;
    if (this.options.always) return count;
    this.begin();
    const missing = this.helpers.slice(0, count - 1).findIndex(({ ready }) => !ready);
    return missing < 0 ? count : missing + 1;
  }

  open(graph: Graph): CrewNetwork {
    return new CrewNetwork(this, graph);
  }

  /** A helper's answer; one that lets wait for longer is lost. */
  async within<T>(ms: number, helper: Helper, answer: Promise<T>): Promise<T> {
    const callOff = (this.options.after ?? after)(ms, () => helper.lose('it does not answer'));
    try {
      return await answer;
    } finally {
      callOff();
    }
  }

  /** Ends every helper. */
  dispose(): void {
    for (const helper of this.helpers) helper.lose('it is no longer needed');
  }
}

function after(ms: number, late: () => void): () => void {
  const timer = setTimeout(late, ms);
  return () => clearTimeout(timer);
}

function gradientTask(
  graph: Graph,
  params: Float32Array<ArrayBuffer>,
  batch: TrainBatch,
  from: number,
  end: number,
): GradientTask {
  const shards = cutBatch(batch.size);
  const size = elements(graph.values[graph.inputs.x!]!.shape);
  const first = shards[from]!.first;
  const last = end < shards.length ? shards[end]!.first : batch.size;
  const images = {
    xt: batch.xt.slice(first * size, last * size),
    target: batch.target.slice(first * size, last * size),
    modelTime: batch.modelTime.slice(first, last),
    classLabels: batch.classLabels?.slice(first, last) ?? null,
  };
  return { params, size: batch.size, from, end, images };
}

/** What can be handed over rather than copied: what was sliced for this task alone. */
function buffersOf(task: GradientTask | ForwardTask): ArrayBuffer[] {
  const own = 'from' in task ? [task.params, task.images.xt, task.images.target] : [task.xt];
  return own.map(({ buffer }) => buffer as ArrayBuffer);
}

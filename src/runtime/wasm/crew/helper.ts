/** One helper as the engine's thread knows it: answers, or is found dead and replaced by a new one. */
import type { Graph } from '../../../nn/graph.ts';
import type { FromHelper, HelperThread, StartHelper, Task, ToHelper } from './messages.ts';

interface Waiting {
  resolve(answer: FromHelper): void;
  reject(error: Error): void;
}

/** The helper ended or does not answer; whoever asked computes by itself. */
export class HelperLost extends Error {}

export class Helper {
  private thread: HelperThread | null = null;
  private heard = false;
  private readonly opened = new Set<number>();
  private readonly weights = new Map<number, number>();
  private readonly waiting = new Map<number, Waiting>();
  private requests = 0;

  constructor(
    private readonly start: StartHelper,
    private readonly module: WebAssembly.Module,
  ) {}

  /** Whether a forward pass of the network with these weights needs none sent. */
  hasWeights(network: number, weights: number): boolean {
    return this.weights.get(network) === weights;
  }

  /** Whether it has started; a task before that would wait. */
  get ready(): boolean {
    return this.heard;
  }

  /** Tells a thread that has begun of a network, ahead of the first task. */
  open(network: number, graph: Graph): void {
    if (!this.thread || this.opened.has(network)) return;
    this.opened.add(network);
    this.post({ type: 'open', network, graph }, []);
  }

  /** Starts the thread ahead of its first task. */
  begin(): void {
    if (this.thread) return;
    const thread = this.start(
      message => {
        if (this.thread === thread) this.hear(message);
      },
      reason => {
        if (this.thread === thread) this.lose(reason);
      },
    );
    this.thread = thread;
    this.post({ type: 'start', module: this.module }, []);
  }

  /** @throws HelperLost where the thread ends before it has answered, or fails. */
  ask(network: number, graph: Graph, task: Task, transfer: readonly ArrayBuffer[]): Promise<FromHelper> {
    const request = ++this.requests;
    const answer = new Promise<FromHelper>((resolve, reject) =>
      this.waiting.set(request, { resolve, reject }),
    );
    try {
      this.begin();
      this.open(network, graph);
      if (task.type === 'predict') this.weights.set(network, task.task.weights);
      this.post({ request, network, ...task }, transfer);
    } catch (error) {
      this.lose(error instanceof Error ? error.message : String(error));
    }
    return answer;
  }

  close(network: number): void {
    if (this.opened.delete(network)) this.post({ type: 'close', network }, []);
    this.weights.delete(network);
  }

  /** Gives the thread up; the next question starts a new one. */
  lose(reason: string): void {
    this.thread?.end();
    this.thread = null;
    this.heard = false;
    this.opened.clear();
    this.weights.clear();
    for (const { reject } of this.waiting.values()) reject(new HelperLost(reason));
    this.waiting.clear();
  }

  private hear(message: FromHelper): void {
    this.heard = true;
    if ('ready' in message) return;
    const waiting = this.waiting.get(message.request);
    this.waiting.delete(message.request);
    if ('failure' in message) {
      // Its memory may be in any state.
      waiting?.reject(new HelperLost(message.failure));
      this.lose(message.failure);
    } else waiting?.resolve(message);
  }

  private post(message: ToHelper, transfer: readonly ArrayBuffer[]): void {
    this.thread!.post(message, transfer);
  }
}

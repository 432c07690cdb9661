/** What lies between a noisy picture and the network's answer, whenever the page asks. */
import type { RunConfig } from '../../../config/runConfig.ts';
import { levelAt } from '../../../diffusion/samplers/level.ts';
import type { Run } from '../../../engine/run/openRun.ts';
import { toldTime } from '../../../engine/sampling/toldTime.ts';
import type { Send } from '../../../engine/send.ts';
import { NewestQuestion } from '../../../engine/turns/newestQuestion.ts';
import type { Scheduler } from '../../../engine/turns/scheduler.ts';
import { exposing } from '../../../nn/exposing.ts';
import type { Graph, GraphNode } from '../../../nn/graph.ts';
import { type Block, outline } from '../../../nn/unet/outline.ts';
import type { InspectCommand } from '../../../protocol/inspect.ts';
import type { Runtime } from '../../../runtime/networkRuntime.ts';

/** One timing is uncertain: the middle one of the last few is told. */
const TIMINGS = 15;
/** The first passes are slow, nothing being compiled yet; so there are a few before the first answer. */
const WARM_UP = 5;
/** On a slow device fewer must do. */
const WARM_UP_MS = 300;

export class Inside {
  private readonly questions: NewestQuestion<InspectCommand>;
  private readonly blocks: readonly Block[];
  private readonly graph: Graph;
  private readonly timings: number[][];
  private weights: { readonly step: number; readonly ema: Float32Array } | null = null;

  constructor(
    private readonly run: Run,
    private readonly runtime: Runtime,
    private readonly config: () => RunConfig,
    scheduler: Scheduler,
    private readonly send: Send,
  ) {
    this.questions = new NewestQuestion(scheduler, question => this.answer(question));
    this.blocks = outline(run.graph);
    this.timings = this.blocks.map(() => []);
    const outputs = this.blocks.map(({ name, output }) => [name, output] as const);
    this.graph = exposing(run.graph, Object.fromEntries(outputs));
  }

  ask(question: InspectCommand): void {
    this.questions.ask(question);
  }

  stop(): Promise<void> {
    return this.questions.stop();
  }

  private async answer({ runId, requestId, xt, t, label }: InspectCommand): Promise<void> {
    const { step, ema } = await this.newestWeights();
    const feeds = {
      x: xt,
      t: Float32Array.of(toldTime(this.run.config, levelAt(this.run.process, t).modelTime)),
      params: ema,
      ...(this.config().classConditional ? { classLabels: Float32Array.of(label ?? 0) } : {}),
    };
    const began = performance.now();
    let outputs = await this.evaluate(feeds);
    const measured = () => this.timings[0]!.length;
    while (measured() > 0 && measured() < WARM_UP && performance.now() - began < WARM_UP_MS) {
      outputs = await this.evaluate(feeds);
    }
    const blocks = this.blocks.map(({ name, stage, shape, parameters, flops, skipFrom }, i) => {
      // A copy: what a backend hands out may be its own memory, which a transfer would take away.
      const features = outputs[name]!.slice();
      return { name, stage, shape, parameters, flops, skipFrom, ms: median(this.timings[i]!), features };
    });
    const buffers = blocks.map(({ features }) => features.buffer);
    this.send({ type: 'inspected', runId, requestId, step, t, blocks }, buffers);
  }

  /** One pass; where the runtime tells, each block's time is noted. */
  private async evaluate(feeds: Record<string, Float32Array>): Promise<Record<string, Float32Array>> {
    const spent = new Map<GraphNode, number>();
    const outputs = await this.runtime.evaluate(this.graph, 1, feeds, (node, ms) => spent.set(node, ms));
    if (spent.size === 0) return outputs;
    this.blocks.forEach(({ nodes }, i) => {
      const timings = this.timings[i]!;
      timings.push(nodes.reduce((sum, node) => sum + (spent.get(node) ?? 0), 0));
      if (timings.length > TIMINGS) timings.shift();
    });
    return outputs;
  }

  /** The pretrained ones until the run's own have made a step; those are read again only once training has moved them. */
  private async newestWeights(): Promise<{ step: number; ema: Float32Array }> {
    const { network, pretrained } = this.run;
    if (pretrained && network.step === 0) return { step: 0, ema: pretrained.params };
    if (this.weights?.step !== network.step) {
      const { step, ema } = await network.readState();
      this.weights = { step, ema: ema.slice() };
    }
    return this.weights!;
  }
}

function median(values: readonly number[]): number | null {
  return values.length === 0 ? null : [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** What lies between a noisy picture and the network's answer: what each block makes of it, and what that costs. */
import { levelAt } from '../../../diffusion/samplers/level.ts';
import type { AnalysedRun } from '../../../engine/analyses/analysis.ts';
import type { Question } from '../../../engine/sampling/answer.ts';
import { toldTime } from '../../../engine/sampling/toldTime.ts';
import type { Job } from '../../../engine/turns/turns.ts';
import { exposing } from '../../../nn/exposing.ts';
import type { Graph, GraphNode } from '../../../nn/graph.ts';
import { type Block, outline, type Stage } from '../../../nn/unet/outline.ts';
import type { Runtime } from '../../../runtime/networkRuntime.ts';

/** One timing is uncertain: the middle one of the last few is told. */
const TIMINGS = 15;
/** The first passes are slow, nothing being compiled yet; so there are a few before the first answer. */
const WARM_UP = 5;
/** On a slow device fewer must do. */
const WARM_UP_MS = 300;

export interface BlockReport {
  /** Under diffusers' names, e.g. `down_blocks.0.resnets.0`. */
  readonly name: string;
  readonly stage: Stage;
  /** [H, W, C], or [C] for the embedding. */
  readonly shape: readonly number[];
  readonly parameters: number;
  /** Of one picture; a multiply-add counts two. */
  readonly flops: number;
  /** Median of the last few passes of one picture; null where the device cannot tell. */
  readonly ms: number | null;
  /** The block on the way down whose output joins here. */
  readonly skipFrom: string | null;
  /** What the block hands on, flat in the order of `shape`. */
  readonly features: Float32Array;
}

/** The averaged weights' answer, block by block in the order in which they compute. */
export interface Inside {
  /** Training steps behind the weights. */
  readonly step: number;
  /** What was asked about: [28, 28] and its level. */
  readonly xt: Float32Array;
  readonly t: number;
  readonly blocks: readonly BlockReport[];
}

/** What is kept of a network from one question to the next. */
class Opened {
  readonly blocks: readonly Block[];
  readonly timings: number[][];
  private readonly graph: Graph;
  private weights: { readonly step: number; readonly ema: Float32Array } | null = null;

  constructor(graph: Graph) {
    this.blocks = outline(graph);
    this.timings = this.blocks.map(() => []);
    this.graph = exposing(graph, Object.fromEntries(this.blocks.map(({ name, output }) => [name, output])));
  }

  /** The pretrained ones until the run's own have made a step; those are read again only once training has moved them. */
  async newestWeights({ network, pretrained }: AnalysedRun): Promise<{ step: number; ema: Float32Array }> {
    if (pretrained && network.step === 0) return { step: 0, ema: pretrained.params };
    if (this.weights?.step !== network.step) {
      const { step, ema } = await network.readState();
      this.weights = { step, ema: ema.slice() };
    }
    return this.weights!;
  }

  /** One pass; where the runtime tells, each block's time is noted. */
  async evaluate(
    runtime: Runtime,
    feeds: Record<string, Float32Array>,
  ): Promise<Record<string, Float32Array>> {
    const spent = new Map<GraphNode, number>();
    const outputs = await runtime.evaluate(this.graph, 1, feeds, (node, ms) => spent.set(node, ms));
    if (spent.size === 0) return outputs;
    this.blocks.forEach(({ nodes }, i) => {
      const timings = this.timings[i]!;
      timings.push(nodes.reduce((sum, node) => sum + (spent.get(node) ?? 0), 0));
      if (timings.length > TIMINGS) timings.shift();
    });
    return outputs;
  }
}

const openedOf = new WeakMap<Graph, Opened>();

export async function* insideJob(run: AnalysedRun, { xt, t, label }: Question): Job<Inside> {
  const opened = openedOf.get(run.graph) ?? new Opened(run.graph);
  openedOf.set(run.graph, opened);
  const { step, ema } = await opened.newestWeights(run);
  const feeds = {
    x: xt,
    t: Float32Array.of(toldTime(run.config, levelAt(run.process, t).modelTime)),
    params: ema,
    ...(run.config.classConditional ? { classLabels: Float32Array.of(label ?? 0) } : {}),
  };
  const began = performance.now();
  let outputs = await opened.evaluate(run.runtime, feeds);
  const measured = () => opened.timings[0]!.length;
  while (measured() > 0 && measured() < WARM_UP && performance.now() - began < WARM_UP_MS) {
    outputs = await opened.evaluate(run.runtime, feeds);
  }
  const blocks = opened.blocks.map(({ name, stage, shape, parameters, flops, skipFrom }, i) => {
    // A copy: what a backend hands out may be its own memory.
    const features = outputs[name]!.slice();
    return { name, stage, shape, parameters, flops, skipFrom, ms: median(opened.timings[i]!), features };
  });
  yield { step, xt, t, blocks };
}

function median(values: readonly number[]): number | null {
  return values.length === 0 ? null : [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

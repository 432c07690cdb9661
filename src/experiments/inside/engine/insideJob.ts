/** Evaluates the network block by block: each block's output and cost. */
import { sameSnr } from '../../../diffusion/sameSnr.ts';
import { levelAt } from '../../../diffusion/samplers/level.ts';
import type { AnalysedRun } from '../../../engine/analyses/analysis.ts';
import { labelFor, type Pretrained } from '../../../engine/run/pretrained.ts';
import type { Question } from '../../../engine/sampling/answer.ts';
import { toldTime } from '../../../engine/sampling/toldTime.ts';
import type { Job } from '../../../engine/turns/turns.ts';
import { exposing } from '../../../nn/exposing.ts';
import type { Graph, GraphNode } from '../../../nn/graph.ts';
import { type Block, outline, type Stage } from '../../../nn/unet/outline.ts';
import type { Runtime } from '../../../runtime/networkRuntime.ts';

/** Timings whose median is reported, since a single one is unreliable. */
const TIMINGS = 15;
/** Passes before the first answer: the first ones are slow, since nothing is compiled yet. */
const WARM_UP = 5;
/** Limit for these passes on a slow device. */
const WARM_UP_MS = 300;

export interface BlockReport {
  /** The name in diffusers, e.g. `down_blocks.0.resnets.0`. */
  readonly name: string;
  readonly stage: Stage;
  /** [H, W, C], or [C] for the embedding. */
  readonly shape: readonly number[];
  readonly parameters: number;
  /** For one picture; a multiply-add counts as two. */
  readonly flops: number;
  /** Median of the last few passes of one picture; null if the device cannot measure it. */
  readonly ms: number | null;
  /** The block on the way down whose output joins here. */
  readonly skipFrom: string | null;
  /** The block's output, flat, shaped `shape`. */
  readonly features: Float32Array;
}

/** The averaged weights' answer, with the blocks in order of evaluation. */
export interface Inside {
  /** Training steps behind the weights. */
  readonly step: number;
  /** The question: x_t and its level. */
  readonly xt: Float32Array;
  readonly t: number;
  readonly blocks: readonly BlockReport[];
}

/** State kept between questions about the same network. */
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

  /** Read again only after further steps. */
  async newestWeights({ network }: AnalysedRun): Promise<{ step: number; ema: Float32Array }> {
    if (this.weights?.step !== network.step) {
      const { step, ema } = await network.readState();
      this.weights = { step, ema: ema.slice() };
    }
    return this.weights!;
  }

  /** One pass; records each block's time if the runtime measures it. */
  async evaluate(runtime: Runtime, feeds: Feeds): Promise<Record<string, Float32Array>> {
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

export async function* insideJob(run: AnalysedRun, question: Question): Job<Inside> {
  const { xt, t } = question;
  const pretrained = run.network.step === 0 ? sameBlocks(run) : null;
  const { graph } = pretrained ?? run;
  const opened = openedOf.get(graph) ?? new Opened(graph);
  openedOf.set(graph, opened);
  const { step, ema } = pretrained ? { step: 0, ema: pretrained.params } : await opened.newestWeights(run);
  const input = pretrained ? pretrainedInput(pretrained, run, question) : ownInput(run, question);
  const feeds = { ...input, params: ema };
  const began = performance.now();
  let outputs = await opened.evaluate(run.runtime, feeds);
  const measured = () => opened.timings[0]!.length;
  while (measured() > 0 && measured() < WARM_UP && performance.now() - began < WARM_UP_MS) {
    outputs = await opened.evaluate(run.runtime, feeds);
  }
  const blocks = opened.blocks.map(({ name, stage, shape, parameters, flops, skipFrom }, i) => {
    // A copy: a backend may return its own memory.
    const features = outputs[name]!.slice();
    return { name, stage, shape, parameters, flops, skipFrom, ms: median(opened.timings[i]!), features };
  });
  yield { step, xt, t, blocks };
}

/** The pretrained network, where it has the blocks of the run's own, whose sizes are what one looks at. */
function sameBlocks({ graph, pretrained }: AnalysedRun): Pretrained | null {
  const blocksOf = (of: Graph) => outline(of).map(({ name, shape }) => `${name} ${shape}`);
  return pretrained && `${blocksOf(graph)}` === `${blocksOf(pretrained.graph)}` ? pretrained : null;
}

type Feeds = Record<string, Float32Array>;

const ownInput = ({ config, process }: AnalysedRun, { xt, t, label }: Question): Feeds => ({
  x: xt,
  t: Float32Array.of(toldTime(config, levelAt(process, t).modelTime)),
  ...(config.classConditional ? { classLabels: Float32Array.of(label ?? 0) } : {}),
});

/** The question in the pretrained network's own terms. */
function pretrainedInput(pretrained: Pretrained, run: AnalysedRun, { xt, t, label }: Question): Feeds {
  const { scale, modelTime } = sameSnr(pretrained, levelAt(run.process, t));
  const classLabels = Float32Array.of(labelFor(pretrained.config, run.config, label));
  return {
    x: xt.map(x => scale * x),
    t: Float32Array.of(modelTime),
    ...(pretrained.config.classConditional ? { classLabels } : {}),
  };
}

function median(values: readonly number[]): number | null {
  return values.length === 0 ? null : [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

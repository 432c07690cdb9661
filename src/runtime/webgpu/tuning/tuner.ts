/**
 * Chooses tiles by timing them on the present adapter, since adapters rank them differently. No choice changes a result:
 * a tile decides which invocation computes a number, never the order of summation.
 */
import * as v from 'valibot';
import type { Graph } from '../../../nn/graph.ts';
import { placeParams } from '../../plan/paramPlacement.ts';
import type { GpuDevice } from '../gpuDevice.ts';
import {
  type ConvShape,
  type ConvTile,
  candidateTiles,
  SUMMING_SIZES,
  type Tiling,
} from '../kernels/tiles.ts';
import { type Compiler, compilePlan } from '../plan/compilePlan.ts';
import { Pipelines } from '../plan/pipelines.ts';
import type { Plan } from '../plan/plan.ts';
import { STEP_BLOCK, STEP_BLOCK_BYTES } from '../plan/stepBlock.ts';
import { storageBuffer } from '../storageBuffer.ts';
import { summingGraph, trialGraph } from './trialGraph.ts';

/** Storage for the choices. Both may fail silently; then tiles are measured again. */
export interface TuningStore {
  read(adapter: string): Promise<string | null>;
  write(adapter: string, choices: string): Promise<void>;
}

const choiceSchema = v.object({
  tile: v.object({
    pixels: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
    vectors: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
    workgroup: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(256)),
    quads: v.boolean(),
  }),
  gflops: v.number(),
  usual: v.number(),
});
/** Raised when the kernels change, which invalidates old choices. */
const VERSION = 2;
const storedSchema = v.object({
  version: v.literal(VERSION),
  summing: v.nullable(v.picklist(SUMMING_SIZES)),
  choices: v.record(v.string(), choiceSchema),
});
type Choice = v.InferOutput<typeof choiceSchema>;

/** Least gain for switching, so that noise does not decide. */
const MARGIN = 1.03;

export class Tuner implements Tiling {
  private readonly choices = new Map<string, Choice>();
  private chosenSumming: (typeof SUMMING_SIZES)[number] | null = null;
  private loaded: Promise<void> | null = null;

  constructor(
    private readonly gpu: GpuDevice,
    /** Used until something is measured. */
    private readonly usual: Tiling,
    private readonly adapter: string,
    private readonly store: TuningStore | null,
  ) {}

  private get quads(): boolean {
    return this.gpu.device.features.has('subgroups');
  }

  get summing(): number {
    return this.chosenSumming ?? this.usual.summing;
  }

  get slicing(): number {
    return this.usual.slicing;
  }

  tileOf(shape: ConvShape): ConvTile {
    return this.choices.get(keyOf(shape))?.tile ?? this.usual.tileOf(shape);
  }

  /** The choices and their gains, one line each. */
  list(): readonly string[] {
    const lines = [...this.choices].map(
      ([
        key,
        {
          tile: { pixels, vectors, workgroup, quads },
          gflops,
          usual,
        },
      ]) =>
        `${key}: ${pixels} pixels x ${4 * vectors} channels, ${workgroup} invocations${quads ? ' in quads' : ''}: ${gflops.toFixed(2)} GFLOP/s (usual: ${usual.toFixed(2)})`,
    );
    return this.chosenSumming ? [`sums: workgroups of ${this.chosenSumming}`, ...lines] : lines;
  }

  /**
   * Measures unknown shapes, the most expensive first, until `budgetMs` is spent; the rest keep their default tiles for
   * now.
   */
  async measure(shapes: readonly ConvShape[], budgetMs: number): Promise<void> {
    this.loaded ??= this.load();
    await this.loaded;
    const began = performance.now();
    const unknown = new Map(shapes.map(shape => [keyOf(shape), shape]));
    for (const key of this.choices.keys()) unknown.delete(key);
    if (unknown.size === 0 && this.chosenSumming) return;
    this.chosenSumming ??= await this.bestSumming();
    for (const [key, shape] of [...unknown].sort(([, a], [, b]) => work(b) - work(a))) {
      if (performance.now() - began > budgetMs) break;
      this.choices.set(key, await this.best(shape));
    }
    await this.save();
  }

  private async best(shape: ConvShape): Promise<Choice> {
    const usualTile = this.usual.tileOf(shape);
    const same = (a: ConvTile, b: ConvTile) => JSON.stringify(a) === JSON.stringify(b);
    const others = candidateTiles(shape, this.quads).filter(tile => !same(tile, usualTile));
    const tiles = [usualTile, ...others];
    const times = await this.time(
      trialGraph(shape),
      shape.batch,
      shape.op,
      tiles.map(tile => ({ tileOf: () => tile, summing: this.summing, slicing: this.slicing })),
    );
    const speeds = tiles.map((tile, i) => ({ tile, gflops: work(shape) / times[i]! / 1e6 }));
    const [usual] = speeds;
    const best = speeds.reduce((a, b) => (b.gflops > a.gflops * MARGIN ? b : a));
    return { ...best, usual: usual!.gflops };
  }

  private async bestSumming(): Promise<(typeof SUMMING_SIZES)[number]> {
    const { graph, batch } = summingGraph();
    const tilings = SUMMING_SIZES.map(summing => ({ ...this.usual, summing }));
    const times = await this.time(graph, batch, 'groupNorm', tilings);
    const best = times.reduce((best, ms, i) => (ms * MARGIN < times[best]! ? i : best), 0);
    return SUMMING_SIZES[best]!;
  }

  /** Milliseconds of a graph's dispatches of one kind under each tiling. All are compiled in parallel. */
  private async time(
    graph: Graph,
    batch: number,
    label: string,
    tilings: readonly Tiling[],
  ): Promise<number[]> {
    const { gpu } = this;
    const buffers = {
      params: storageBuffer(gpu.device, placeParams(graph).bytes),
      [STEP_BLOCK]: storageBuffer(gpu.device, STEP_BLOCK_BYTES),
    };
    const compiler: Compiler = {
      gpu,
      pipelines: new Pipelines(gpu),
      tiling: tilings[0]!,
      quickest: async () => null,
      onProgress: () => {},
    };
    let plan: Plan | null = null;
    try {
      const trial = await compilePlan(compiler, graph, { batch, buffers });
      plan = trial;
      const times: number[] = [];
      for (const kernels of await Promise.all(tilings.map(tiling => trial.retiled(tiling)))) {
        trial.use(kernels);
        times.push(await trial.time(dispatch => dispatch.label === label));
      }
      return times;
    } finally {
      plan?.dispose();
      for (const buffer of Object.values(buffers)) buffer.destroy();
    }
  }

  private async load(): Promise<void> {
    const text = await this.store?.read(this.adapter);
    if (!text) return;
    const stored = v.safeParse(v.pipe(v.string(), v.parseJson(), storedSchema), text);
    if (!stored.success) return;
    this.chosenSumming = stored.output.summing;
    for (const [key, choice] of Object.entries(stored.output.choices)) this.choices.set(key, choice);
  }

  private async save(): Promise<void> {
    const stored: v.InferInput<typeof storedSchema> = {
      version: VERSION,
      summing: this.chosenSumming,
      choices: Object.fromEntries(this.choices),
    };
    await this.store?.write(this.adapter, JSON.stringify(stored));
  }
}

const keyOf = ({ op, kernel, stride, batch, height, width, fanIn, fanOut }: ConvShape): string =>
  `${op} ${kernel}x${kernel}/${stride}, ${batch} x ${height} x ${width}, ${fanIn} to ${fanOut}`;

/** Floating-point operations. */
const work = ({ kernel, stride, batch, height, width, fanIn, fanOut }: ConvShape): number =>
  (2 * batch * height * width * kernel * kernel * fanIn * fanOut) / stride ** 2;

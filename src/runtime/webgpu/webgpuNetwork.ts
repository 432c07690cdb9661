/** A network trained by our own kernels: weights, moments and data stay on the GPU. */
import { adamStepScales, emaDecayAt } from '../../nn/adamSchedule.ts';
import { flopsPerImage } from '../../nn/cost.ts';
import { elements, type Graph } from '../../nn/graph.ts';
import { trainingGraph } from '../../nn/trainingGraph.ts';
import {
  type BatchSource,
  type FrozenNetwork,
  type Initial,
  madeState,
  type NetworkRuntime,
  type StepBatch,
  type StepResult,
  type StepSettings,
  type TrainingState,
  type Weights,
} from '../networkRuntime.ts';
import { fromPlaced, type ParamPlacement, placeParams, toPlaced } from '../plan/paramPlacement.ts';
import { makeBatchFeed } from './batchFeed.ts';
import { type Compiler, compilePlan } from './plan/compilePlan.ts';
import type { Plan } from './plan/plan.ts';
import { packStepBlock, STEP_BLOCK, STEP_BLOCK_BYTES } from './plan/stepBlock.ts';
import { Readback } from './readback.ts';
import { storageBuffer } from './storageBuffer.ts';

const STATE = ['params', 'ema', 'adamM', 'adamV'] as const;
type StateName = (typeof STATE)[number];

/** A longer step is submitted in pieces, so the page and the desktop can draw in between. */
const PIECE_MS = 80;
const MOST_PIECES = 6;

/** Uses after which a plan is worth compiling with larger tiles. */
export const USES_BEFORE_IMPROVING = 8;

interface UsedPlan {
  readonly plan: Plan;
  uses: number;
}

interface TrainingPlan extends UsedPlan {
  readonly source: BatchSource | null;
  readonly size: number;
  readonly data: readonly GPUBuffer[];
  readonly readback: Readback;
}

export class WebgpuNetwork implements NetworkRuntime {
  readonly paramCount: number;
  readonly flopsPerImage: number;
  private readonly placement: ParamPlacement;
  private readonly buffers: Readonly<Record<StateName | typeof STEP_BLOCK, GPUBuffer>>;
  /** The weights of `predict`, copied from the frozen ones. */
  private readonly predicting: GPUBuffer;
  private predictingWith: GPUBuffer | null = null;
  private readonly predictPlans = new Map<number, Promise<UsedPlan>>();
  private training: TrainingPlan | null = null;
  private stepsDone: number;
  private pieces = MOST_PIECES;
  private failure: unknown = null;

  constructor(
    private readonly compiler: Compiler,
    private readonly network: Graph,
    given: Initial,
  ) {
    const { device } = compiler.gpu;
    const initial = madeState(given);
    this.paramCount = network.paramCount;
    this.flopsPerImage = flopsPerImage(network);
    this.placement = placeParams(network);
    this.stepsDone = initial.step;
    const state = (name: StateName) =>
      storageBuffer(device, this.placement.bytes, toPlaced(this.placement, initial[name]));
    this.buffers = {
      params: state('params'),
      ema: state('ema'),
      adamM: state('adamM'),
      adamV: state('adamV'),
      [STEP_BLOCK]: storageBuffer(device, STEP_BLOCK_BYTES),
    };
    this.predicting = storageBuffer(device, this.placement.bytes);
  }

  get step(): number {
    return this.stepsDone;
  }

  /** The plan of the last step, for listings and measurements. */
  get trainingPlan(): Plan | null {
    return this.training?.plan ?? null;
  }

  async train(batch: StepBatch, { learningRate, emaDecay, emaWarmup }: StepSettings): Promise<StepResult> {
    const { gpu } = this.compiler;
    const training = await this.planFor(batch);
    const { plan, readback } = training;
    await this.use(training);
    const step = this.stepsDone;
    const numbers = {
      ...adamStepScales(step + 1, learningRate),
      emaDecay: emaDecayAt(step + 1, emaDecay, emaWarmup),
      seed: batch.source?.seed ?? 0,
      step,
    };
    gpu.device.queue.writeBuffer(this.buffers[STEP_BLOCK], 0, packStepBlock(numbers));
    if (!batch.source) this.feed(plan, batch);
    const began = performance.now();
    plan.run(this.pieces, encoder => readback.copy(encoder));
    this.stepsDone = step + 1;
    const [loss, lossByImage] = await gpu.guard(readback.read());
    this.pieces = Math.min(MOST_PIECES, Math.ceil((performance.now() - began) / PIECE_MS));
    return { loss: loss![0]!, lossByImage: lossByImage! };
  }

  /** Resolves once the training step runs on the fastest known kernels. */
  async settle(): Promise<void> {
    if (this.training) await (await this.training.plan.improve()).done;
  }

  freeze(weights: Weights): FrozenNetwork {
    const { device } = this.compiler.gpu;
    const source = weights === 'ema' ? this.buffers.ema : this.buffers.params;
    const frozen = storageBuffer(device, this.placement.bytes);
    copyBuffer(device, source, frozen);
    return this.frozen(frozen);
  }

  freezeParams(params: Float32Array): FrozenNetwork {
    const { device } = this.compiler.gpu;
    return this.frozen(storageBuffer(device, this.placement.bytes, toPlaced(this.placement, params)));
  }

  private frozen(frozen: GPUBuffer): FrozenNetwork {
    return {
      predict: (xt, modelTime, classLabels) => this.predict(frozen, xt, modelTime, classLabels),
      dispose: () => {
        if (this.predictingWith === frozen) this.predictingWith = null;
        frozen.destroy();
      },
    };
  }

  async readState(): Promise<TrainingState> {
    const { device } = this.compiler.gpu;
    const targets = STATE.map(name => ({
      buffer: this.buffers[name],
      offset: 0,
      bytes: this.placement.bytes,
    }));
    const readback = new Readback(device, targets);
    try {
      const encoder = device.createCommandEncoder();
      readback.copy(encoder);
      device.queue.submit([encoder.finish()]);
      const step = this.stepsDone;
      const held = await this.compiler.gpu.guard(readback.read());
      const [params, ema, adamM, adamV] = held.map(values =>
        fromPlaced(this.placement, values, this.paramCount),
      );
      return { step, params: params!, ema: ema!, adamM: adamM!, adamV: adamV! };
    } finally {
      readback.dispose();
    }
  }

  dispose(): void {
    this.forget(this.training);
    for (const buffer of Object.values(this.buffers)) buffer.destroy();
    this.predicting.destroy();
    for (const plan of this.predictPlans.values()) {
      // A plan that failed to compile holds nothing, and has already reported its failure.
      plan.then(
        ({ plan }) => plan.dispose(),
        () => {},
      );
    }
  }

  private async predict(
    frozen: GPUBuffer,
    xt: Float32Array,
    modelTime: number | Float32Array,
    classLabels: Float32Array | null,
  ): Promise<Float32Array> {
    const images = xt.length / this.imageSize;
    const used = await this.predictPlan(images);
    await this.use(used);
    const { plan } = used;
    if (this.predictingWith !== frozen) {
      copyBuffer(this.compiler.gpu.device, frozen, this.predicting);
      this.predictingWith = frozen;
    }
    plan.feed('x', xt);
    plan.feed('t', typeof modelTime === 'number' ? new Float32Array(images).fill(modelTime) : modelTime);
    if ('classLabels' in this.network.inputs) {
      if (!classLabels) throw new Error('This network must be told the digit of each image');
      plan.feed('classLabels', classLabels);
    }
    plan.run();
    return plan.read('out');
  }

  /** Numbers of one image. */
  private get imageSize(): number {
    return elements(this.network.values[this.network.inputs.x!]!.shape);
  }

  private predictPlan(images: number): Promise<UsedPlan> {
    const known = this.predictPlans.get(images);
    if (known !== undefined) return known;
    const compiling = compilePlan(this.compiler, this.network, {
      batch: images,
      buffers: { params: this.predicting },
    }).then(plan => ({ plan, uses: 0 }));
    this.predictPlans.set(images, compiling);
    return compiling;
  }

  /** Counts a use of a plan, and improves plans in frequent use. */
  private async use(used: UsedPlan): Promise<void> {
    if (this.failure) throw this.failure;
    used.uses += 1;
    if (used.uses !== USES_BEFORE_IMPROVING) return;
    const { done } = await used.plan.improve();
    // Compiled during the next steps; the next one reports a failure.
    done.catch((error: unknown) => {
      this.failure = error;
    });
  }

  private async planFor({ size, source }: StepBatch): Promise<TrainingPlan> {
    const present = this.training;
    if (present && present.size === size && present.source === source) return present;
    const { device } = this.compiler.gpu;
    const graph = trainingGraph(this.network);
    const drawing = source ? makeBatchFeed(device, source, size, this.imageSize) : null;
    const plan = await compilePlan(this.compiler, graph, {
      batch: size,
      buffers: { ...this.buffers, ...drawing?.buffers },
      ...(drawing ? { drawInputs: drawing.drawInputs } : {}),
    });
    this.forget(present);
    const readback = new Readback(device, [plan.output('loss'), plan.output('lossByImage')]);
    const data = Object.values(drawing?.buffers ?? {});
    this.training = { plan, uses: 0, source, size, readback, data };
    return this.training;
  }

  private forget(training: TrainingPlan | null): void {
    training?.plan.dispose();
    training?.readback.dispose();
    for (const buffer of training?.data ?? []) buffer.destroy();
  }

  private feed(plan: Plan, batch: StepBatch): void {
    const { xt, target, modelTime, classLabels } = batch.draw();
    plan.feed('x', xt);
    plan.feed('target', target);
    plan.feed('t', modelTime);
    if ('classLabels' in this.network.inputs) {
      if (!classLabels) throw new Error('This network must be told the digit of each image');
      plan.feed('classLabels', classLabels);
    }
  }
}

function copyBuffer(device: GPUDevice, from: GPUBuffer, to: GPUBuffer): void {
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(from, 0, to, 0, from.size);
  device.queue.submit([encoder.finish()]);
}

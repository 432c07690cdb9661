/** A network trained by our own kernels on the processor, by one thread or by several. */
import { adamStepScales, emaDecayAt } from '../../nn/adamSchedule.ts';
import { flopsPerImage } from '../../nn/cost.ts';
import { elements, type Graph } from '../../nn/graph.ts';
import { optimiserGraph } from '../../nn/trainingGraph.ts';
import {
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
import type { Crew, CrewNetwork } from './crew/crew.ts';
import { cutBatch, halvesOf, nameOf, rootOf, type TreeNode } from './crew/shards.ts';
import type { GradientAnswer } from './crew/work.ts';
import { Machine } from './machine.ts';

const STATE = ['params', 'ema', 'adamM', 'adamV'] as const;

export class WasmNetwork implements NetworkRuntime {
  private static frozen = 0;
  readonly paramCount: number;
  readonly flopsPerImage: number;
  private readonly shared: CrewNetwork;
  /** Of the weights, averages and moments; made at the first step, since a network that is only asked needs no memory for it. */
  private made: Machine | null = null;
  /** Kept until then. */
  private initial: Initial | null;
  private stepsDone: number;
  /** Frozen once a step: between steps they are asked at every move of a hand. */
  private readonly lastFrozen: {
    [W in Weights]?: { readonly step: number; readonly network: FrozenNetwork };
  } = {};
  private disposed = false;

  /** Numbers of one image. */
  private readonly imageSize: number;

  constructor(
    private readonly crew: Crew,
    private readonly network: Graph,
    initial: Initial,
  ) {
    this.imageSize = elements(network.values[network.inputs.x!]!.shape);
    this.paramCount = network.paramCount;
    this.flopsPerImage = flopsPerImage(network);
    this.shared = crew.open(network);
    this.initial = initial;
    this.stepsDone = typeof initial === 'function' ? 0 : initial.step;
  }

  get step(): number {
    return this.stepsDone;
  }

  private get optimiser(): Machine {
    if (this.made) return this.made;
    const machine = new Machine(this.crew.options.module, optimiserGraph(this.network), 1);
    const state = this.untrained();
    for (const name of STATE) machine.setFlat(name, state[name]);
    this.made = machine;
    this.initial = null;
    return machine;
  }

  private untrained(): TrainingState {
    const state = madeState(this.initial!);
    this.initial = state;
    return state;
  }

  async train(step: StepBatch, { learningRate, emaDecay, emaWarmup }: StepSettings): Promise<StepResult> {
    const batch = step.draw();
    const { optimiser } = this;
    const params = () => optimiser.flat('params').slice();
    const { sums, lossByImage } = await this.shared.gradient(params, batch);
    const loss = lossByImage.reduce((sum, value) => sum + value, 0) / batch.size;
    // The run may have been closed while helpers were at work.
    if (this.disposed) return { loss, lossByImage };
    this.gather(sums, cutBatch(batch.size).length);
    const n = this.stepsDone + 1;
    const numbers = { ...adamStepScales(n, learningRate), emaDecay: emaDecayAt(n, emaDecay, emaWarmup) };
    for (const [name, value] of Object.entries(numbers)) this.optimiser.setNumber(name, value);
    this.optimiser.run(this.optimiser.program(1));
    this.stepsDone = n;
    return { loss, lossByImage };
  }

  /** Adds the sums of shards up, in the order that is always the same. */
  private gather(sums: GradientAnswer['sums'], shards: number): void {
    const byName = new Map(sums.map(({ node, values }) => [nameOf(node), values]));
    const add = (node: TreeNode): void => {
      const sum = byName.get(nameOf(node));
      if (sum) {
        this.optimiser.setFlat('gradient', sum);
        return;
      }
      const [left, right] = halvesOf(node, shards);
      add(left);
      if (!right) return;
      this.optimiser.keepGradient(node.level);
      add(right);
      this.optimiser.addKept(node.level);
    };
    add(rootOf(shards));
  }

  freeze(weights: Weights): FrozenNetwork {
    const known = this.lastFrozen[weights];
    if (known?.step === this.stepsDone) return known.network;
    const name = weights === 'ema' ? 'ema' : 'params';
    const network = this.frozen((this.made?.flat(name) ?? this.untrained()[name]).slice());
    this.lastFrozen[weights] = { step: this.stepsDone, network };
    return network;
  }

  freezeParams(params: Float32Array): FrozenNetwork {
    return this.frozen(params.slice());
  }

  private frozen(params: Float32Array): FrozenNetwork {
    const weights = ++WasmNetwork.frozen;
    return {
      predict: async (xt, modelTime, classLabels) => {
        const images = xt.length / this.imageSize;
        const times = typeof modelTime === 'number' ? new Float32Array(images).fill(modelTime) : modelTime;
        return this.shared.predict(weights, params, { xt, modelTime: times, classLabels });
      },
      dispose() {},
    };
  }

  async readState(): Promise<TrainingState> {
    const { made } = this;
    if (!made) return this.untrained();
    const [params, ema, adamM, adamV] = STATE.map(name => made.readFlat(name));
    return { step: this.stepsDone, params: params!, ema: ema!, adamM: adamM!, adamV: adamV! };
  }

  dispose(): void {
    this.disposed = true;
    this.shared.dispose();
  }
}

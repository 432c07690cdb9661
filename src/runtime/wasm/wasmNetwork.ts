/** A network trained by our own kernels on the processor, by one thread or by several. */
import { adamStepScales, emaDecayAt } from '../../nn/adamSchedule.ts';
import { flopsPerImage } from '../../nn/cost.ts';
import { elements, type Graph } from '../../nn/graph.ts';
import { optimiserGraph } from '../../nn/trainingGraph.ts';
import type {
  FrozenNetwork,
  NetworkRuntime,
  StepBatch,
  StepResult,
  StepSettings,
  TrainingState,
  Weights,
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
  private readonly optimiser: Machine;
  private stepsDone: number;
  private disposed = false;

  /** Numbers of one image. */
  private readonly imageSize: number;

  constructor(crew: Crew, network: Graph, initial: TrainingState) {
    this.imageSize = elements(network.values[network.inputs.x!]!.shape);
    this.paramCount = network.paramCount;
    this.flopsPerImage = flopsPerImage(network);
    this.shared = crew.open(network);
    this.optimiser = new Machine(crew.options.module, optimiserGraph(network), 1);
    this.stepsDone = initial.step;
    for (const name of STATE) this.optimiser.setFlat(name, initial[name]);
  }

  get step(): number {
    return this.stepsDone;
  }

  async train(step: StepBatch, { learningRate, emaDecay, emaWarmup }: StepSettings): Promise<StepResult> {
    const batch = step.draw();
    const params = () => this.optimiser.flat('params').slice();
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
    return this.frozen(this.optimiser.flat(weights === 'ema' ? 'ema' : 'params').slice());
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
    const [params, ema, adamM, adamV] = STATE.map(name => this.optimiser.readFlat(name));
    return { step: this.stepsDone, params: params!, ema: ema!, adamM: adamM!, adamV: adamV! };
  }

  dispose(): void {
    this.disposed = true;
    this.shared.dispose();
  }
}

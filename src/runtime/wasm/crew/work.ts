/** What one worker computes, in whichever thread: gradients of some shards, and forward passes. */
import { elements, type Graph } from '../../../nn/graph.ts';
import { atOneTime } from '../../../nn/oneTime.ts';
import { gradientGraph } from '../../../nn/trainingGraph.ts';
import type { TrainBatch } from '../../networkRuntime.ts';
import { Machine } from '../machine.ts';
import { feedImages } from './feedImages.ts';
import { cutBatch, firstShard, halvesOf, nodesWithin, type TreeNode } from './shards.ts';

/** Shards `from` to `end` of a batch. */
export interface GradientTask {
  /** As they lie in memory; see paramPlacement.ts. */
  readonly params: Float32Array<ArrayBuffer>;
  /** Images of the whole batch. */
  readonly size: number;
  readonly from: number;
  readonly end: number;
  /** Of these shards alone. */
  readonly images: Omit<TrainBatch, 'size'>;
}

export interface GradientAnswer {
  readonly sums: readonly { readonly node: TreeNode; readonly values: Float32Array<ArrayBuffer> }[];
  readonly lossByImage: Float32Array<ArrayBuffer>;
  /** What it took in its own thread: when the answer is heard says nothing, since the asking thread computes meanwhile. */
  readonly ms: number;
}

export interface ForwardTask {
  /** Names the weights, so that the same ones need not be sent again. */
  readonly weights: number;
  /** Null where they were sent before. */
  readonly params: Float32Array | null;
  readonly xt: Float32Array;
  /** One an image. */
  readonly modelTime: Float32Array;
  readonly classLabels: Float32Array | null;
}

/** Images of one forward pass at most; more go one lot after the other, whose memory stays close at hand. */
const MOST_IMAGES = 8;
/** Points in the plane are one pixel each. */
const MOST_POINTS = 256;

export class NetworkWork {
  private readonly most: number;
  private training: Machine | null = null;
  private readonly forward: ForwardMachine;
  /** For points that are all at one time: half the work is about that. */
  private readonly together: ForwardMachine | null;
  private params: Float32Array | null = null;
  private weights: number | null = null;

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly network: Graph,
  ) {
    const [height, width] = network.values[network.inputs.x!]!.shape as [number, number, number];
    const points = height * width === 1;
    this.most = points ? MOST_POINTS : MOST_IMAGES;
    const together = points ? atOneTime(network) : null;
    this.forward = { graph: network, machine: null, weights: null };
    this.together = together && { graph: together, machine: null, weights: null };
  }

  gradient({ params, size, from, end, images }: GradientTask): GradientAnswer {
    const began = performance.now();
    const shards = cutBatch(size);
    const first = shards[from]!.first;
    const machine = this.trainingMachine(shards[from]!.images, size);
    machine.setFlat('params', params);
    machine.pack();
    const lossByImage = new Float32Array(images.modelTime.length);
    const compute = (node: TreeNode): void => {
      if (node.level === 0) {
        const shard = shards[firstShard(node)]!;
        const program = machine.program(shard.images, size);
        feedImages(machine, program, this.network, images, shard.first - first);
        machine.run(program);
        lossByImage.set(machine.read(program, 'lossByImage'), shard.first - first);
        return;
      }
      const [left, right] = halvesOf(node, shards.length);
      compute(left);
      if (!right) return;
      machine.keepGradient(node.level);
      compute(right);
      machine.addKept(node.level);
    };
    const sums = nodesWithin(from, end, shards.length).map(node => {
      compute(node);
      return { node, values: machine.flat('gradient').slice() };
    });
    return { sums, lossByImage, ms: performance.now() - began };
  }

  /** @throws where weights are named that were never sent. */
  predict(task: ForwardTask): Float32Array<ArrayBuffer> {
    const count = task.modelTime.length;
    if (task.params) {
      this.params = task.params;
      this.weights = task.weights;
    }
    if (this.weights !== task.weights) throw new Error('These weights are not here');
    const [time] = task.modelTime;
    const together = this.together && task.modelTime.every(other => other === time) ? this.together : null;
    const forward = together ?? this.forward;
    const machine = this.forwardMachine(forward, Math.min(count, this.most));
    const out = new Float32Array(count * elements(this.network.values[this.network.outputs.out!]!.shape));
    for (let first = 0; first < count; first += this.most) {
      const images = Math.min(this.most, count - first);
      const program = machine.program(images);
      feedImages(machine, program, forward.graph, task, first);
      machine.run(program);
      out.set(machine.read(program, 'out'), (first * out.length) / count);
    }
    return out;
  }

  /** Whether a forward pass with these weights needs none sent. */
  hasWeights(weights: number): boolean {
    return this.weights === weights;
  }

  private trainingMachine(images: number, size: number): Machine {
    this.training ??= new Machine(this.module, gradientGraph(this.network), images, size);
    return this.training;
  }

  private forwardMachine(forward: ForwardMachine, images: number): Machine {
    forward.machine ??= new Machine(this.module, forward.graph, images);
    if (forward.weights !== this.weights) {
      forward.machine.setFlat('params', this.params!);
      forward.machine.pack();
      forward.weights = this.weights;
    }
    return forward.machine;
  }
}

/** A machine for forward passes, once it is needed, and the weights in it. */
interface ForwardMachine {
  readonly graph: Graph;
  machine: Machine | null;
  weights: number | null;
}

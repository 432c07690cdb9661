/** A network on the active tfjs backend. */
import * as tf from '@tensorflow/tfjs';
import { adamStepScales, emaDecayAt } from '../../nn/adamSchedule.ts';
import { flopsPerImage } from '../../nn/cost.ts';
import type { Graph } from '../../nn/graph.ts';
import { trainingGraph } from '../../nn/trainingGraph.ts';
import {
  type FrozenNetwork,
  type Initial,
  madeState,
  type NetworkRuntime,
  type Runtime,
  type StepBatch,
  type StepResult,
  type StepSettings,
  type TrainingState,
  type Weights,
} from '../networkRuntime.ts';
import { type Evaluate, interpret } from './interpreter.ts';

type State = Record<'params' | 'adamM' | 'adamV' | 'ema', tf.Tensor>;

export const tfjsRuntime: Runtime = {
  evaluate: async (graph, batch, feeds, measure) => {
    const tensors = Object.fromEntries(
      Object.entries(graph.inputs).map(([name, id]) => {
        const { shape, batched } = graph.values[id]!;
        return [name, tf.tensor(feeds[name] ?? [], batched ? [batch, ...shape] : [...shape])];
      }),
    );
    const outputs = interpret(graph, measure)(tensors);
    try {
      const read = Object.entries(outputs).map(
        async ([name, tensor]) => [name, (await tensor.data()) as Float32Array] as const,
      );
      return Object.fromEntries(await Promise.all(read));
    } finally {
      tf.dispose([tensors, outputs]);
    }
  },
  open: (graph, initial) => new TfjsNetwork(graph, initial),
};

class TfjsNetwork implements NetworkRuntime {
  readonly paramCount: number;
  readonly flopsPerImage: number;
  private readonly evaluateStep: Evaluate;
  private readonly evaluateNetwork: Evaluate;
  private state: State;
  private stepsDone: number;

  constructor(
    private readonly network: Graph,
    given: Initial,
  ) {
    const initial = madeState(given);
    this.paramCount = network.paramCount;
    this.flopsPerImage = flopsPerImage(network);
    this.evaluateNetwork = interpret(network);
    this.evaluateStep = interpret(trainingGraph(network));
    this.stepsDone = initial.step;
    this.state = {
      params: tf.tensor1d(initial.params),
      adamM: tf.tensor1d(initial.adamM),
      adamV: tf.tensor1d(initial.adamV),
      ema: tf.tensor1d(initial.ema),
    };
  }

  get step(): number {
    return this.stepsDone;
  }

  async train(step: StepBatch, { learningRate, emaDecay, emaWarmup }: StepSettings): Promise<StepResult> {
    const batch = step.draw();
    const n = this.stepsDone + 1;
    const { stepSize, vScale } = adamStepScales(n, learningRate);
    const feeds = {
      ...imageFeeds(this.network, batch.xt, batch.modelTime, batch.classLabels),
      target: imageTensor(this.network, batch.target),
      stepSize: tf.scalar(stepSize),
      vScale: tf.scalar(vScale),
      emaDecay: tf.scalar(emaDecayAt(n, emaDecay, emaWarmup)),
    };
    const { loss, lossByImage, ...next } = this.evaluateStep({ ...feeds, ...this.state });
    tf.dispose([feeds, this.state]);
    this.state = next as State;
    this.stepsDone = n;
    try {
      const [mean, byImage] = await Promise.all([loss!.data(), lossByImage!.data()]);
      return { loss: mean[0]!, lossByImage: byImage as Float32Array };
    } finally {
      tf.dispose([loss!, lossByImage!]);
    }
  }

  freeze(weights: Weights): FrozenNetwork {
    // A clone shares the data, which training replaces rather than changes.
    return this.frozen(tf.clone(weights === 'ema' ? this.state.ema : this.state.params));
  }

  freezeParams(params: Float32Array): FrozenNetwork {
    return this.frozen(tf.tensor1d(params));
  }

  private frozen(params: tf.Tensor): FrozenNetwork {
    return {
      predict: async (xt, modelTime, classLabels) => {
        const feeds = imageFeeds(this.network, xt, modelTime, classLabels);
        const { out } = this.evaluateNetwork({ ...feeds, params });
        tf.dispose(feeds);
        try {
          return (await out!.data()) as Float32Array;
        } finally {
          out!.dispose();
        }
      },
      dispose: () => params.dispose(),
    };
  }

  async readState(): Promise<TrainingState> {
    const step = this.stepsDone;
    // Kept, so all four belong to this step even if training continues before the last one is read.
    const held = [this.state.params, this.state.ema, this.state.adamM, this.state.adamV].map(tensor =>
      tf.clone(tensor),
    );
    try {
      const [params, ema, adamM, adamV] = await Promise.all(
        held.map(tensor => tensor.data() as Promise<Float32Array>),
      );
      return { step, params: params!, ema: ema!, adamM: adamM!, adamV: adamV! };
    } finally {
      tf.dispose(held);
    }
  }

  dispose(): void {
    tf.dispose(this.state);
  }
}

/** Flat images as [size, H, W, C] of the network's input. */
function imageTensor({ values, inputs }: Graph, flat: Float32Array): tf.Tensor4D {
  const [height, width, channels] = values[inputs.x!]!.shape as [number, number, number];
  return tf.tensor4d(flat, [flat.length / (height * width * channels), height, width, channels]);
}

function imageFeeds(
  network: Graph,
  xt: Float32Array,
  modelTime: number | Float32Array,
  classLabels: Float32Array | null,
): Record<string, tf.Tensor> {
  const x = imageTensor(network, xt);
  const t = typeof modelTime === 'number' ? tf.fill([x.shape[0]], modelTime) : tf.tensor1d(modelTime);
  if (!('classLabels' in network.inputs)) return { x, t };
  if (!classLabels) throw new Error('This network must be told the digit of each image');
  return { x, t, classLabels: tf.tensor1d(classLabels) };
}

/** Reads pictures with the judge, by tfjs on its active backend. */
import { MNIST_SHAPE } from '../data/mnistParts.ts';
import { bytesToUnit } from '../data/normalise.ts';
import { sizeOf } from '../data/shape.ts';
import { softmax } from '../math/softmax.ts';
import type { Graph } from '../nn/graph.ts';
import { importWeights } from '../nn/weightsFile.ts';
import { tfjsRuntime } from '../runtime/tfjs/tfjsNetwork.ts';
import type { JudgeFile } from './judgeFile.ts';
import { buildJudge, JUDGED_CLASSES } from './judgeNetwork.ts';
import type { Reading } from './reading.ts';

export class Judge {
  private readonly graph: Graph = buildJudge();
  private readonly params: Float32Array;
  private readonly scale: number;

  /** @throws FileRefused if the weights are not those of a judge. */
  constructor({ info, weights }: JudgeFile) {
    this.params = importWeights(this.graph, weights);
    this.scale = info.featureScale;
  }

  /** @param pictures [n, 28, 28, 1] in bytes, ink 255: the judge sees what a screen would show. */
  async read(pictures: Uint8Array | Uint8ClampedArray): Promise<Reading> {
    const x = bytesToUnit(new Uint8Array(pictures));
    const feeds = { x, params: this.params };
    const { features, out } = await tfjsRuntime.evaluate(this.graph, x.length / sizeOf(MNIST_SHAPE), feeds);
    // A graphics device that is lost answers with whatever was in its memory.
    if (!features!.every(Number.isFinite)) throw new Error('The judge’s answer is not a number.');
    return { features: features!.map(x => x * this.scale), probabilities: softmax(out!, JUDGED_CLASSES) };
  }
}

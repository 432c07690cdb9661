/** The judge: a small convolutional classifier of 28 x 28 pictures in ten classes, as a graph. */
import { MNIST_SHAPE } from '../data/mnistParts.ts';
import type { Graph } from '../nn/graph.ts';
import { GraphBuilder } from '../nn/graphBuilder.ts';
import { conv, linear } from '../nn/unet/layers.ts';

/** Classes that a judge tells apart. */
export const JUDGED_CLASSES = 10;
/** Numbers by which a judge describes a picture. */
export const JUDGE_FEATURES = 48;

const NO_PADDING = { top: 0, bottom: 0, left: 0, right: 0 };

/**
 * Inputs: `x` [28, 28, 1] in [-1, 1] (batched), and `params` [P].
 * Outputs: `features` [1, 1, 48], the last hidden layer, and `out` [1, 1, 10], the logits.
 */
export function buildJudge(): Graph {
  const g = new GraphBuilder();
  const layer = (name: string, x: number, channels: number, options: Parameters<typeof conv>[4]) =>
    g.one('silu', [conv(g, name, x, channels, options)], {});
  const { height, width, channels } = MNIST_SHAPE;
  let h = g.input('x', [height, width, channels], true);
  h = layer('conv1', h, 12, { kernel: 5, stride: 2 });
  h = layer('conv2', h, 24, { stride: 2 });
  h = layer('conv3', h, 32, {});
  h = layer('conv4', h, 32, { stride: 2 });
  // A convolution as large as what it sees is a fully connected layer.
  const features = layer('features', h, JUDGE_FEATURES, { kernel: 4, padding: NO_PADDING });
  return g.finish({ features, out: linear(g, 'classes', features, JUDGED_CLASSES) });
}

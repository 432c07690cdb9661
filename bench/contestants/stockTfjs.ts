/** Training as tfjs's own examples write it: a tape, one variable a weight, tf.train.adam. */
import * as tf from '@tensorflow/tfjs';
import { emaDecayAt } from '../../src/nn/adamSchedule.ts';
import { EMA_DECAY, LEARNING_RATE, type Problem, type Running } from './contestant.ts';
import { type ForwardOps, forward } from './forward.ts';

const OPS: ForwardOps<tf.Tensor> = {
  timeEmbedding: ([t], { dim }) => {
    const half = dim / 2;
    const frequencies = tf.exp(tf.mul(tf.range(0, half), -Math.log(10_000) / half));
    const angles = tf.mul(tf.reshape(t!, [-1, 1]), tf.reshape(frequencies, [1, half]));
    return tf.concat([tf.cos(angles), tf.sin(angles)], 1);
  },
  linear: ([x, weight, bias]) => tf.add(tf.matMul(x!, weight!), bias!),
  silu: ([x]) => tf.mul(x!, tf.sigmoid(x!)),
  conv2d: ([x, weight, bias], { stride, padding }) =>
    tf.add(tf.conv2d(x as tf.Tensor4D, weight as tf.Tensor4D, stride, padding.top), bias!),
  groupNorm: ([x, gamma, beta], { groups, eps, silu }) => {
    const [batch, height, width, channels] = x!.shape as [number, number, number, number];
    const grouped = tf.reshape(x!, [batch, height * width, groups, channels / groups]);
    const { mean, variance } = tf.moments(grouped, [1, 3], true);
    const normed = tf.mul(tf.sub(grouped, mean), tf.rsqrt(tf.add(variance, eps)));
    const y = tf.add(tf.mul(tf.reshape(normed, x!.shape), gamma!), beta!);
    return silu ? tf.mul(y, tf.sigmoid(y)) : y;
  },
  addChannels: ([x, c]) => tf.add(x!, tf.reshape(c!, [c!.shape[0]!, 1, 1, c!.shape[1]!])),
  add: ([a, b]) => tf.add(a!, b!),
  concat: inputs => tf.concat([...inputs], 3),
  upsample: ([x]) => {
    const [, height, width] = x!.shape as [number, number, number, number];
    return tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [2 * height, 2 * width]);
  },
};

/** On whichever backend is set. */
export async function stockTfjs({ network, batch, params, x, target, t }: Problem): Promise<Running> {
  const shape = [batch, ...network.values[network.inputs.x!]!.shape];
  const feeds = { x: tf.tensor(x, shape), t: tf.tensor1d(t) };
  const wanted = tf.tensor(target, shape);
  const variables = Object.fromEntries(
    network.params.map(({ name, offset, size, shape }) => [
      name,
      tf.variable(tf.tensor(params.subarray(offset, offset + size), [...shape])),
    ]),
  );
  const averages = Object.values(variables).map(variable => tf.variable(variable, false));
  const adam = tf.train.adam(LEARNING_RATE);
  let steps = 0;
  return {
    step: async () => {
      steps++;
      const loss = adam.minimize(
        () => tf.losses.meanSquaredError(wanted, forward(network, OPS, feeds, variables)) as tf.Scalar,
        true,
      );
      const decay = emaDecayAt(steps, EMA_DECAY);
      Object.values(variables).forEach((variable, i) => {
        const average = averages[i]!;
        tf.tidy(() => average.assign(tf.add(tf.mul(average, decay), tf.mul(variable, 1 - decay))));
      });
      const [value] = await loss!.data();
      loss!.dispose();
      return value!;
    },
    dispose: () => {
      adam.dispose();
      tf.dispose([feeds, wanted, Object.values(variables), averages]);
    },
  };
}

/** The same network in jax-js: one jitted function for loss, gradient, Adam and running average. */
import {
  defaultDevice,
  init,
  type Array as JaxArray,
  jit,
  lax,
  nn,
  numpy as np,
  valueAndGrad,
} from '@jax-js/jax';
import { adamStepScales, emaDecayAt } from '../../src/nn/adamSchedule.ts';
import type { Graph, Param } from '../../src/nn/graph.ts';
import { torchShape, toTorch } from '../../src/nn/paramLayout.ts';
import { ADAM } from '../../src/nn/trainingGraph.ts';
import { EMA_DECAY, LEARNING_RATE, type Problem, type Running } from './contestant.ts';
import { type ForwardOps, forward } from './forward.ts';

/** jax-js counts references: an op consumes what it is given, `ref` keeps it for one more. Images are NCHW there. */
const OPS: ForwardOps<JaxArray> = {
  timeEmbedding: ([t], { dim }) => {
    const half = dim / 2;
    const frequencies = np.array(
      Float32Array.from({ length: half }, (_, i) => Math.exp((-Math.log(10_000) * i) / half)),
    );
    const angles = t!.reshape([-1, 1]).mul(frequencies.reshape([1, half]));
    return np.concatenate([np.cos(angles.ref), np.sin(angles)], 1);
  },
  linear: ([x, weight, bias]) => np.matmul(x!, weight!).add(bias!),
  silu: ([x]) => nn.silu(x!),
  conv2d: ([x, weight, bias], { stride, padding: { top, bottom, left, right } }) =>
    lax
      .conv(
        x!,
        weight!,
        [stride, stride],
        [
          [top, bottom],
          [left, right],
        ],
      )
      .add(bias!.reshape([1, -1, 1, 1])),
  groupNorm: ([x, gamma, beta], { groups, eps, silu }) => {
    const shape = x!.shape as [number, number, number, number];
    const [batch, channels] = shape;
    const grouped = x!.reshape([batch, groups, (channels / groups) * shape[2] * shape[3]]);
    const centred = grouped.ref.sub(np.mean(grouped, 2, { keepdims: true }));
    const variance = np.mean(np.square(centred.ref), 2, { keepdims: true });
    const normed = centred.div(np.sqrt(variance.add(eps))).reshape(shape);
    const y = normed.mul(gamma!.reshape([1, -1, 1, 1])).add(beta!.reshape([1, -1, 1, 1]));
    return silu ? nn.silu(y) : y;
  },
  addChannels: ([x, c]) => x!.add(c!.reshape([...c!.shape, 1, 1])),
  add: ([a, b]) => a!.add(b!),
  concat: inputs => np.concatenate([...inputs], 1),
  upsample: ([x]) => {
    const [batch, channels, height, width] = x!.shape as [number, number, number, number];
    const wide = np.broadcastTo(x!.reshape([batch, channels, height, 1, width, 1]), [
      batch,
      channels,
      height,
      2,
      width,
      2,
    ]);
    return wide.reshape([batch, channels, 2 * height, 2 * width]);
  },
};

type Weights = Record<string, JaxArray>;

/** @throws where jax-js does not find the device. */
export async function jaxJs(
  { network, batch, params, x, target, t }: Problem,
  device: 'webgpu' | 'wasm',
): Promise<Running> {
  const devices = await init(device);
  if (!devices.includes(device)) throw new Error(`jax-js finds no ${device}`);
  defaultDevice(device);
  const [height, width, channels] = network.values[network.inputs.x!]!.shape as [number, number, number];
  // With one channel NHWC and NCHW are the same numbers.
  if (channels !== 1) throw new Error('The benchmark has grey images');
  const image = (values: Float32Array) =>
    np.array(new Float32Array(values)).reshape([batch, 1, height, width]);
  const [xt, wanted, time] = [image(x), image(target), np.array(new Float32Array(t))];
  let weights = weightsOf(network, params);
  let averages = weightsOf(network, params);
  let first = zerosOf(network);
  let second = zerosOf(network);

  const update = jit(
    (
      weights: Weights,
      averages: Weights,
      m: Weights,
      v: Weights,
      xt: JaxArray,
      wanted: JaxArray,
      time: JaxArray,
      numbers: JaxArray,
    ) => {
      const lossOf = (given: Weights) => {
        const out = forward(network, OPS, { x: xt, t: time }, given, value => value.ref);
        return np.mean(np.square(out.sub(wanted)));
      };
      const refs = Object.fromEntries(Object.entries(weights).map(([name, w]) => [name, w.ref]));
      const [loss, gradient] = valueAndGrad(lossOf)(refs) as unknown as [JaxArray, Weights];
      const number = (i: number) => numbers.ref.slice(i);
      const next = { weights: {} as Weights, averages: {} as Weights, m: {} as Weights, v: {} as Weights };
      for (const name of Object.keys(weights)) {
        const g = gradient[name]!;
        const mNext = m[name]!.mul(ADAM.beta1).add(g.ref.mul(1 - ADAM.beta1));
        const vNext = v[name]!.mul(ADAM.beta2).add(np.square(g).mul(1 - ADAM.beta2));
        const scale = np.sqrt(vNext.ref).mul(number(1)).add(ADAM.eps);
        const w = weights[name]!.sub(mNext.ref.mul(number(0)).div(scale));
        next.averages[name] = averages[name]!.mul(number(2)).add(w.ref.mul(number(3)));
        next.weights[name] = w;
        next.m[name] = mNext;
        next.v[name] = vNext;
      }
      numbers.dispose();
      return { loss, ...next };
    },
  );

  let steps = 0;
  return {
    step: async () => {
      steps++;
      const { stepSize, vScale } = adamStepScales(steps, LEARNING_RATE);
      const decay = emaDecayAt(steps, EMA_DECAY);
      const numbers = np.array(Float32Array.of(stepSize, vScale, decay, 1 - decay));
      const next = update(weights, averages, first, second, xt.ref, wanted.ref, time.ref, numbers);
      [weights, averages, first, second] = [next.weights, next.averages, next.m, next.v];
      const [loss] = await next.loss.data();
      return loss!;
    },
    dispose: () => {
      for (const tree of [weights, averages, first, second]) {
        for (const array of Object.values(tree)) array.dispose();
      }
      for (const array of [xt, wanted, time]) array.dispose();
      update.dispose();
    },
  };
}

const fromParams = (network: Graph, of: (param: Param) => JaxArray): Weights =>
  Object.fromEntries(network.params.map(param => [param.name, of(param)]));

/** Convolutions as OIHW, as jax-js wants them; linear layers [in, out], as we have them. */
const weightsOf = (network: Graph, flat: Float32Array): Weights =>
  fromParams(network, param => {
    const ours = flat.slice(param.offset, param.offset + param.size);
    const numbers = param.layout === 'conv' ? toTorch(param, ours) : ours;
    return np.array(numbers as Float32Array<ArrayBuffer>).reshape(jaxShape(param));
  });

const zerosOf = (network: Graph): Weights => fromParams(network, param => np.zeros(jaxShape(param)));

const jaxShape = (param: Param): number[] => [...(param.layout === 'conv' ? torchShape(param) : param.shape)];

/**
 * One batch of Algorithm 1 (Ho et al. 2020) in one dispatch: images gathered from the data set in GPU memory, times and
 * noise drawn by Philox, and x_t and the target computed from them. The same numbers as in `engine/training/trainingBatch`:
 * integers bit for bit, others to float32's rounding.
 */
import { RANDOM_STREAMS } from '../../../math/random.ts';
import { type PlacedTensor, type Region, rowsOf, soleRegion } from '../../plan/region.ts';
import { type Dispatch, KernelWriter, repeat } from '../plan/kernelWriter.ts';
import { stepSlot } from '../plan/stepBlock.ts';
import { SIN_COS } from './trigonometry.ts';

/** Philox 4x32-10 (Salmon et al. 2011): see math/philox.ts. */
const PHILOX = `
fn high_product(a: u32, b: u32) -> u32 {
  let al = a & 0xffffu; let ah = a >> 16u; let bl = b & 0xffffu; let bh = b >> 16u;
  let middle = ah * bl + ((al * bl) >> 16u);
  let low = (middle & 0xffffu) + al * bh;
  return ah * bh + (middle >> 16u) + (low >> 16u);
}
fn philox(counter: vec4u, key: vec2u) -> vec4u {
  var c = counter;
  var k = key;
  for (var round = 0u; round < 10u; round++) {
    let high0 = high_product(0xd2511f53u, c.x);
    let high1 = high_product(0xcd9e8d57u, c.z);
    c = vec4u(high1 ^ c.y ^ k.x, 0xcd9e8d57u * c.z, high0 ^ c.w ^ k.y, 0xd2511f53u * c.x);
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}
`;

/** Box & Muller, and whole numbers: see math/random.ts. */
const DRAWS = `${PHILOX}${SIN_COS}
fn uniform_of(word: u32) -> f32 { return (f32(word >> 9u) + 0.5) * 0x1p-23f; }
fn gaussian_pair(words: vec2u) -> vec2f {
  return sqrt(-2.0 * log(uniform_of(words.x))) * sin_cos(6.283185307179586 * uniform_of(words.y)).yx;
}
`;

export interface BatchInputs {
  /** [count, height, width, channels] bytes, four to a word. */
  readonly images: Region;
  readonly count: number;
  /** [count]; with it, `classLabels` is written. */
  readonly labels: Region | null;
  /** Share of the images of which `noLabel` is told instead. */
  readonly labelDropout: number;
  readonly noLabel: number;
  /** [T, 8]: signal, noise, the target's shares of x0 and eps, the time that the network is told, three zeros. */
  readonly levels: Region;
  readonly T: number;
  readonly stepBlock: Region;
}

export interface BatchOutputs {
  readonly x: PlacedTensor;
  readonly target: PlacedTensor;
  readonly t: PlacedTensor;
  readonly classLabels: PlacedTensor | null;
}

/** Numbers of `levels` for each t. */
export const LEVEL_NUMBERS = 8;

/** Pixels that one invocation writes: with as many numbers a pixel, whole calls of Philox. */
const PIXELS_EACH = 4;

export function drawBatch(
  { images, count, labels, labelDropout, noLabel, levels, T, stepBlock }: BatchInputs,
  { x, target, t, classLabels }: BatchOutputs,
  batch: number,
): Dispatch {
  const k = new KernelWriter();
  const channels = x.shape.at(-1)!;
  const parts = rowsOf(x) / PIXELS_EACH;
  const word = (name: string) => k.load(stepBlock, `${stepSlot(name)}u`);
  const wordOf = (stream: number) =>
    `philox(vec4u(image / 4u, 0, step, 0), vec2u(seed, ${stream}u))[image % 4u]`;
  const whole = (stream: number, bound: number) => `high_product(${wordOf(stream)}, ${bound}u)`;
  const told = (label: string) =>
    `select(${label}, f32(${noLabel}), uniform_of(${wordOf(RANDOM_STREAMS.label)}) < f32(${Math.fround(labelDropout)}))`;
  /** A pixel's channels lie in one vector, the rest of it zero; `of` are vectors of numbers as pictures have them. */
  const write = (tensor: PlacedTensor, of: string) =>
    repeat(PIXELS_EACH, pixel => {
      const values = [0, 1, 2, 3].map(channel => {
        const at = pixel * channels + channel;
        return channel < channels ? `${of}${Math.floor(at / 4)}[${at % 4}]` : '0';
      });
      return k.store(soleRegion(tensor), `id * ${PIXELS_EACH}u + ${pixel}u`, `vec4f(${values.join(', ')})`);
    });
  return k.finish({
    label: 'drawBatch',
    flops: 0,
    workgroupSize: 64,
    invocations: batch * parts,
    head: DRAWS,
    body: `
  let seed = ${word('seed')};
  let step = ${word('step')};
  let image = id / ${parts}u;
  let chosen = ${whole(RANDOM_STREAMS.batch, count)};
  let time = ${whole(RANDOM_STREAMS.timestep, T)};
  let level = ${k.load(levels, 'time * 2u')};
  ${repeat(
    channels,
    quad => `
  let words${quad} = philox(vec4u(id * ${channels}u + ${quad}u, 0, step, 0), vec2u(seed, ${RANDOM_STREAMS.noise}u));
  let eps${quad} = vec4f(gaussian_pair(words${quad}.xy), gaussian_pair(words${quad}.zw));
  let bytes${quad} = ${k.load(images, `(chosen * ${parts}u + id % ${parts}u) * ${channels}u + ${quad}u`)};
  let x0${quad} = unpack4x8unorm(bytes${quad}) * 2.0 - 1.0;
  let xt${quad} = level.x * x0${quad} + level.y * eps${quad};
  let answer${quad} = level.z * x0${quad} + level.w * eps${quad};`,
  )}
  ${write(x, 'xt')}
  ${write(target, 'answer')}
  if (id % ${parts}u == 0u) {
    ${k.store(soleRegion(t), 'image', `${k.load(levels, 'time * 2u + 1u')}.x`)}
    ${labels && classLabels ? k.store(soleRegion(classLabels), 'image', told(k.load(labels, 'chosen'))) : ''}
  }`,
  });
}

/** Trains the judge with the project's own kernels on the processor. */
import type { ImageSet } from '../../src/data/imageSet.ts';
import { bytesToUnit } from '../../src/data/normalise.ts';
import { pictureOf, type Shape, sizeOf } from '../../src/data/shape.ts';
import { integers } from '../../src/math/random.ts';
import { softmax } from '../../src/math/softmax.ts';
import { adamStepScales, emaDecayAt } from '../../src/nn/adamSchedule.ts';
import { initParams } from '../../src/nn/initParams.ts';
import { learningRateAt } from '../../src/nn/learningRateAt.ts';
import { gradientGraph, optimiserGraph } from '../../src/nn/trainingGraph.ts';
import { buildJudge, JUDGED_CLASSES } from '../../src/quality/judgeNetwork.ts';
import type { Runtime } from '../../src/runtime/networkRuntime.ts';

const SEED = 1;
const BATCH = 64;
const RATE = 0.003;
const EMA_DECAY = 0.999;
/** Pictures of one forward pass when only reading. */
const READ_AT_ONCE = 250;

/** The averaged weights [P] after `steps` steps of Adam on the cross-entropy of labelled pictures. */
export async function trainJudge(
  runtime: Runtime,
  images: ImageSet<Uint8Array>,
  steps: number,
  report: (step: number, loss: number) => void,
): Promise<Float32Array> {
  const graph = buildJudge();
  const [backward, optimiser] = [gradientGraph(graph), optimiserGraph(graph)];
  const params = initParams(graph, SEED);
  const zeros = new Float32Array(params.length);
  let state: Record<string, Float32Array> = { params, ema: params, adamM: zeros, adamV: zeros };
  let recent: number[] = [];
  for (let step = 0; step < steps; step++) {
    const { x, labels } = drawBatch(images, step);
    const { out } = await runtime.evaluate(graph, BATCH, { x, params: state.params! });
    const { target, loss } = crossEntropy(out!, labels);
    const { gradient } = await runtime.evaluate(backward, BATCH, { x, target, params: state.params! });
    const rate = learningRateAt('oneCycle', RATE, step, steps);
    const { stepSize, vScale } = adamStepScales(step + 1, rate);
    const numbers = { stepSize, vScale, emaDecay: emaDecayAt(step + 1, EMA_DECAY, true) };
    const scalars = Object.fromEntries(Object.entries(numbers).map(([k, n]) => [k, Float32Array.of(n)]));
    state = await runtime.evaluate(optimiser, 1, { ...state, ...scalars, gradient: gradient! });
    recent.push(loss);
    if ((step + 1) % 250 > 0 && step + 1 < steps) continue;
    report(step + 1, recent.reduce((sum, one) => sum + one, 0) / recent.length);
    recent = [];
  }
  return state.ema!;
}

/** Pictures drawn with replacement, each shifted by at most a pixel: turning and scaling would blur them, and teach the judge to overlook blur. */
function drawBatch({ count, shape, images, labels }: ImageSet<Uint8Array>, step: number) {
  const chosen = integers(SEED, 'batch', step, count, new Int32Array(BATCH));
  const shifts = integers(SEED, 'augment', step, 9, new Int32Array(BATCH));
  const bytes = new Uint8Array(BATCH * sizeOf(shape));
  chosen.forEach((from, n) => {
    const [dx, dy] = [(shifts[n]! % 3) - 1, Math.floor(shifts[n]! / 3) - 1];
    shift(pictureOf(images, shape, from), shape, dx, dy, pictureOf(bytes, shape, n));
  });
  return { x: bytesToUnit(bytes), labels: Uint8Array.from(chosen, from => labels![from]!) };
}

/** Moves a grey picture to the right and down, over paper. */
function shift(source: Uint8Array, { height, width }: Shape, dx: number, dy: number, out: Uint8Array): void {
  for (let y = Math.max(0, dy); y < Math.min(height, height + dy); y++) {
    for (let x = Math.max(0, dx); x < Math.min(width, width + dx); x++) {
      out[y * width + x] = source[(y - dy) * width + x - dx]!;
    }
  }
}

/**
 * The mean cross-entropy, and the target [batch, classes] at which the squared error has its gradient: the graph's one loss
 * is the mean of (out - target)², whose gradient is 2 (out - target) / (batch classes); cross-entropy's is
 * (softmax(out) - one-hot) / batch.
 */
function crossEntropy(out: Float32Array, labels: Uint8Array) {
  const probabilities = softmax(out, JUDGED_CLASSES);
  const target = out.map((logit, i) => {
    const hot = labels[Math.floor(i / JUDGED_CLASSES)] === i % JUDGED_CLASSES ? 1 : 0;
    return logit - (JUDGED_CLASSES / 2) * (probabilities[i]! - hot);
  });
  const losses = Array.from(labels, (label, n) => -Math.log(probabilities[n * JUDGED_CLASSES + label]!));
  return { target, loss: losses.reduce((sum, one) => sum + one, 0) / labels.length };
}

/** The share of labelled pictures that the judge reads as what they are. */
export async function accuracyOf(
  runtime: Runtime,
  params: Float32Array,
  { count, shape, images, labels }: ImageSet<Uint8Array>,
): Promise<number> {
  const graph = buildJudge();
  let right = 0;
  for (let first = 0; first < count; first += READ_AT_ONCE) {
    const size = Math.min(READ_AT_ONCE, count - first);
    const x = bytesToUnit(images.subarray(first * sizeOf(shape), (first + size) * sizeOf(shape)));
    const { out } = await runtime.evaluate(graph, size, { x, params });
    for (let n = 0; n < size; n++) {
      const row = out!.subarray(n * JUDGED_CLASSES, (n + 1) * JUDGED_CLASSES);
      if (row.indexOf(Math.max(...row)) === labels![first + n]) right++;
    }
  }
  return right / count;
}

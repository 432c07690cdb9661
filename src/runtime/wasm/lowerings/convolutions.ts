/** Convolutions: Winograd's way for 3 x 3, a matrix product for 1 x 1, copied patches for all others. */
import type { GraphNode } from '../../../nn/graph.ts';
import type { ConvAttrs } from '../../../nn/ops/opAttrs.ts';
import type { PlacedTensor } from '../../plan/region.ts';
import type { Arg } from '../plan/calls.ts';
import { fours, type Lower, type Lowering } from '../plan/lowering.ts';

/** Numbers of a turned tile, and of pixels that it stands for. */
const POSITIONS = 36;
const TILE = 4;
/** Bytes of turned tiles that are worked on at a time: they should stay in a core's own cache. */
const TILE_BYTES = 256 * 1024;
/** As kernels/patches.ts copies them. */
const PATCHES = 24;
/** Rows that a matrix product takes at once. */
const ROWS = 6;
const MOST_TILES = 48;

const isWinograd = ({ kernel, stride, padding }: ConvAttrs): boolean =>
  kernel === 3 && stride === 1 && Object.values(padding).every(side => side === 1);

const isPointwise = ({ kernel, stride, padding }: ConvAttrs): boolean =>
  kernel === 1 && stride === 1 && Object.values(padding).every(side => side === 0);

/** How many tiles at a time, and the scratch memory for those of `c4` and of `n4` vectors a pixel. */
function tiling(plan: Lowering, [height, width]: readonly number[], c4: number, n4: number) {
  const all = plan.images * Math.ceil(height! / TILE) * Math.ceil(width! / TILE);
  const fitting = Math.floor(TILE_BYTES / (POSITIONS * 16 * (c4 + n4)) / ROWS) * ROWS;
  const tiles = Math.max(ROWS, Math.min(fitting, MOST_TILES, Math.ceil(all / ROWS) * ROWS));
  // As in kernels/winograd.ts: an odd number of cache lines from position to position.
  const scratch = (vectors4: number) =>
    plan.scratch(POSITIONS * (((tiles * vectors4 * 16 + 64) & ~127) | 64));
  return { tiles, input: scratch(c4), output: scratch(n4) };
}

/** An image as kernels read it. */
function seen(plan: Lowering, x: PlacedTensor): Arg[] {
  const [height, width] = x.shape as [number, number];
  return [...plan.at(x), height, width, x.upsampled ? 1 : 0, fours(x), plan.zeros(fours(x) * 16)];
}

/** The geometry with which kernels/patches.ts begins. */
const patches = (
  plan: Lowering,
  x: PlacedTensor,
  attrs: ConvAttrs,
  [height, width]: readonly number[],
): Arg[] => [
  ...seen(plan, x),
  attrs.kernel,
  attrs.stride,
  attrs.padding.top,
  attrs.padding.left,
  height!,
  width!,
  plan.images,
];

const patchBytes = ({ kernel }: ConvAttrs, c4: number): number => PATCHES * kernel * kernel * c4 * 16;

/** Addresses and steps of up to two residuals; others are added afterwards. */
function residualsOf(plan: Lowering, ids: readonly number[]): { args: Arg[]; rest: readonly number[] } {
  const [first, second] = [0, 1].map(i => (ids[i] === undefined ? [0, 0] : plan.at(plan.plain(ids[i]))));
  return { args: [...first!, ...second!], rest: ids.slice(2) };
}

export const conv2d: Lower<'conv2d'> = ({ node, fused, plan }) => {
  const { attrs } = node;
  const [xId, weightId, biasId] = node.inputs as [number, number, number];
  const [weight, bias] = [plan.tensor(weightId), plan.tensor(biasId)];
  const x = isPointwise(attrs) ? plan.plain(xId) : plan.tensor(xId);
  const perImage: Arg[] = fused.perImage === null ? [0, 0] : plan.at(plan.tensor(fused.perImage));
  const [, , rows] = weight.shape as [number, number, number];
  const [c4, n4] = [fours(x), fours(weight)];
  if (isWinograd(attrs)) {
    const residuals = residualsOf(plan, fused.residuals);
    const packed = plan.pack('packWinograd', weight, POSITIONS * c4 * n4 * 64, [rows, c4, n4]);
    const out = plan.allocate(fused.result);
    const { tiles, input, output } = tiling(plan, out.shape, c4, n4);
    plan.zeros(n4 * 16);
    plan.emit(
      'winograd',
      ...seen(plan, x),
      plan.images,
      tiles,
      packed,
      n4,
      ...plan.at(out),
      plan.start(bias),
      ...perImage,
      ...residuals.args,
      input,
      output,
    );
    plan.addAll(out, residuals.rest);
    return;
  }
  const taps = attrs.kernel * attrs.kernel;
  const packed = plan.pack('packWeights', weight, taps * c4 * n4 * 64, [taps, rows, c4 * 4, n4]);
  const out = plan.allocate(fused.result);
  if (isPointwise(attrs)) {
    plan.emit(
      'matrixProduct',
      ...plan.at(x),
      plan.rows(x),
      c4 * 4,
      packed,
      plan.start(bias),
      ...plan.at(out),
      n4,
    );
  } else {
    plan.emit(
      'patchConvolution',
      ...patches(plan, x, attrs, out.shape),
      packed,
      plan.start(bias),
      ...plan.at(out),
      n4,
      plan.scratch(patchBytes(attrs, c4)),
    );
  }
  if (fused.perImage !== null) {
    const pixels = plan.rows(out) / plan.images;
    plan.emit('addPerImage', ...plan.at(out), ...perImage, ...plan.at(out), pixels, n4, plan.images);
  }
  plan.addAll(out, fused.residuals);
};

export const conv2dInputGrad: Lower<'conv2dInputGrad'> = ({ node, fused, plan }) => {
  const { attrs } = node;
  const [dOutId, weightId] = node.inputs as [number, number];
  const [dOut, weight] = [plan.plain(dOutId), plan.tensor(weightId)];
  const [, , rows] = weight.shape as [number, number, number];
  const [c4, n4] = [Math.ceil(rows / 4), fours(weight)];
  if (isWinograd(attrs)) {
    const residuals = residualsOf(plan, fused.residuals);
    const packed = plan.pack('packWinogradTransposed', weight, POSITIONS * c4 * n4 * 64, [rows, c4, n4]);
    const dX = plan.allocate(fused.result);
    const { tiles, input, output } = tiling(plan, dX.shape, n4, c4);
    const noBias = plan.zeros(c4 * 16);
    plan.emit(
      'winograd',
      ...seen(plan, dOut),
      plan.images,
      tiles,
      packed,
      c4,
      ...plan.at(dX),
      noBias,
      0,
      0,
      ...residuals.args,
      input,
      output,
    );
    plan.addAll(dX, residuals.rest);
    return;
  }
  const taps = attrs.kernel * attrs.kernel;
  const packed = plan.pack('packTransposed', weight, taps * c4 * n4 * 64, [taps, rows, c4 * 4, n4]);
  const dX = plan.allocate(fused.result);
  if (isPointwise(attrs)) {
    const noBias = plan.zeros(c4 * 16);
    plan.emit('matrixProduct', ...plan.at(dOut), plan.rows(dOut), n4 * 4, packed, noBias, ...plan.at(dX), c4);
  } else {
    plan.zeros(taps * c4 * 16);
    plan.emit(
      'patchInputGrad',
      ...patches(plan, dX, attrs, dOut.shape),
      ...plan.at(dOut),
      n4,
      packed,
      plan.scratch(patchBytes(attrs, c4)),
    );
  }
  plan.addAll(dX, fused.residuals);
};

export const conv2dFilterGrad: Lower<'conv2dFilterGrad'> = ({ node, plan }) => {
  const { attrs } = node;
  const [xId, dOutId] = node.inputs as [number, number];
  const x = isPointwise(attrs) ? plan.plain(xId) : plan.tensor(xId);
  const dOut = plan.plain(dOutId);
  const dWeight = plan.allocate(node.outputs[0]!);
  const [, , rows] = dWeight.shape as [number, number, number];
  const [c4, n4] = [fours(x), fours(dOut)];
  if (isWinograd(attrs)) {
    const { tiles, input, output } = tiling(plan, dOut.shape, c4, n4);
    plan.emit(
      'winogradFilterGrad',
      ...seen(plan, x),
      plan.images,
      tiles,
      ...plan.at(dOut),
      n4,
      plan.start(dWeight),
      rows,
      biasGradient(plan, node),
      input,
      output,
      plan.scratch(POSITIONS * c4 * n4 * 64),
    );
    plan.zeros(n4 * 16);
    return;
  }
  const taps = attrs.kernel * attrs.kernel;
  const whole = rows === c4 * 4 ? plan.start(dWeight) : plan.scratch(taps * c4 * n4 * 64);
  if (isPointwise(attrs)) {
    plan.emit('transposedProduct', ...plan.at(x), ...plan.at(dOut), plan.rows(x), c4, n4, whole, n4 * 16);
  } else {
    const scratch = plan.scratch(patchBytes(attrs, c4));
    plan.emit(
      'patchFilterGrad',
      ...patches(plan, x, attrs, dOut.shape),
      ...plan.at(dOut),
      n4,
      whole,
      scratch,
    );
  }
  if (rows === c4 * 4) return;
  const step = n4 * 16;
  for (let tap = 0; tap < taps; tap++) {
    const from = { ...whole, offset: whole.offset + tap * c4 * 4 * step };
    const to = { ...plan.start(dWeight), offset: tap * rows * step };
    plan.emit('copyRows', from, step, to, step, rows, n4);
  }
};

/** Where the sum of dOut is to be, which falls off on the way; 0 where nothing asks for it. */
function biasGradient(plan: Lowering, node: GraphNode<'conv2dFilterGrad'>): Arg {
  const sum = plan.reader(node.inputs[1]!, 'sumToChannels');
  return sum ? plan.start(plan.allocate(sum.outputs[0]!)) : 0;
}

/** Chooses operands and tiles for the convolution kernels. */
import type { GraphNode } from '../../../nn/graph.ts';
import type { ConvAttrs } from '../../../nn/ops/opAttrs.ts';
import { type PlacedTensor, soleRegion, vectors } from '../../plan/region.ts';
import type { Lower, Lowering, NodeLowering } from '../plan/lowering.ts';
import { conv2d as conv2dKernel } from './conv2d.ts';
import { conv2dFilterGrad as filterGradKernel, filterGradSplits } from './conv2dFilterGrad.ts';
import { conv2dInputGrad as inputGradKernel } from './conv2dInputGrad.ts';
import type { ConvShape } from './tiles.ts';

const shapeOf = (
  op: ConvShape['op'],
  batch: number,
  x: PlacedTensor,
  fanOut: number,
  { kernel, stride }: ConvAttrs,
): ConvShape => {
  const [height, width, fanIn] = x.shape as [number, number, number];
  return { op, kernel, stride, batch, height, width, fanIn, fanOut };
};

/** The tensors that the node's kernel adds to its result. */
export function residualsOf({ fused, plan }: Pick<NodeLowering, 'fused' | 'plan'>): PlacedTensor[] {
  return fused.residuals.map(id =>
    plan.tensor(id).upsampled ? plan.dense(plan.tensor(id)) : plan.tensor(id),
  );
}

export const conv2d: Lower<'conv2d'> = ({ node, fused, plan, flops }) => {
  const [x, weight, bias] = node.inputs.map(id => plan.tensor(id)) as [
    PlacedTensor,
    PlacedTensor,
    PlacedTensor,
  ];
  emitConv2d(plan, { x, weight, bias, out: plan.allocate(fused.result), batch: plan.batch }, node.attrs, {
    residuals: residualsOf({ fused, plan }),
    perImage: fused.perImage === null ? null : plan.dense(plan.tensor(fused.perImage)),
    flops,
  });
};

interface Forward {
  readonly x: PlacedTensor;
  readonly weight: PlacedTensor;
  readonly bias: PlacedTensor;
  readonly out: PlacedTensor;
  readonly batch: number;
}

export function emitConv2d(
  plan: Lowering,
  { x, weight, bias, out, batch }: Forward,
  attrs: ConvAttrs,
  { residuals, perImage, flops }: { residuals: PlacedTensor[]; perImage: PlacedTensor | null; flops: number },
): void {
  const tile = plan.options.tiling.tileOf(shapeOf('conv2d', batch, x, out.shape[2]!, attrs));
  const operands = { batch, x, weight: soleRegion(weight), bias: soleRegion(bias), out };
  plan.emit(conv2dKernel(operands, attrs, { residuals, perImage }, tile, flops));
}

export const conv2dInputGrad: Lower<'conv2dInputGrad'> = ({ node, fused, plan, flops }) => {
  const [dOut, weight] = node.inputs.map(id => plan.tensor(id)) as [PlacedTensor, PlacedTensor];
  const dX = plan.allocate(fused.result);
  emitInputGrad(
    plan,
    { dOut, weight, dX, batch: plan.batch },
    node.attrs,
    residualsOf({ fused, plan }),
    flops,
  );
};

interface Backward {
  readonly dOut: PlacedTensor;
  readonly weight: PlacedTensor;
  readonly dX: PlacedTensor;
  readonly batch: number;
}

export function emitInputGrad(
  plan: Lowering,
  { dOut, weight, dX, batch }: Backward,
  attrs: ConvAttrs,
  residuals: PlacedTensor[],
  flops: number,
): void {
  const gradient = dOut.upsampled ? plan.dense(dOut) : dOut;
  const tile = plan.options.tiling.tileOf(shapeOf('conv2dInputGrad', batch, dX, dOut.shape[2]!, attrs));
  const operands = { batch, dOut: gradient, weight: soleRegion(weight), dX };
  plan.emit(inputGradKernel(operands, attrs, residuals, tile, flops));
}

export const conv2dFilterGrad: Lower<'conv2dFilterGrad'> = ({ node, plan, flops }) => {
  const [x, dOut] = node.inputs.map(id => plan.tensor(id)) as [PlacedTensor, PlacedTensor];
  emitFilterGrad(plan, { x, dOut, batch: plan.batch }, node, node.attrs, flops);
};

/** The filter's gradient, and the bias's if a `sumToChannels` follows it in the graph. */
export function emitFilterGrad(
  plan: Lowering,
  { x, dOut, batch }: { x: PlacedTensor; dOut: PlacedTensor; batch: number },
  node: GraphNode,
  attrs: ConvAttrs,
  flops: number,
): void {
  const gradient = dOut.upsampled ? plan.dense(dOut) : dOut;
  const [fanIn, fanOut] = [x.shape[2]!, dOut.shape[2]!];
  const splits = filterGradSplits(batch, x, dOut, attrs, plan.options.tiling.slicing);
  const tile = plan.options.tiling.tileOf(shapeOf('conv2dFilterGrad', batch, x, fanOut, attrs));
  const stride4 = attrs.kernel ** 2 * fanIn * vectors(fanOut);
  const next = plan.graph.nodes[plan.graph.nodes.indexOf(node) + 1];
  const biasOf = next?.kind === 'sumToChannels' && next.inputs[0] === node.inputs[1] ? next : null;
  const dWeight = plan.partials(splits * stride4);
  plan.setPartialSums(node.outputs[0]!, { region: dWeight, offset4: 0, count: splits, stride4 });
  const dBias = biasOf ? plan.partials(splits * vectors(fanOut)) : null;
  if (biasOf && dBias) {
    plan.setPartialSums(biasOf.outputs[0]!, {
      region: dBias,
      offset4: 0,
      count: splits,
      stride4: vectors(fanOut),
    });
  }
  plan.emit(filterGradKernel({ batch, x, dOut: gradient, dWeight, dBias, splits }, attrs, tile, flops));
}

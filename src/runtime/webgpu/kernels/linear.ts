/** Linear layers are convolutions with a kernel of one pixel; vectors and images of one pixel become one that is a batch wide. */

import { channelsOf, type PlacedTensor, rowsOf } from '../../plan/region.ts';
import type { Lower, Lowering } from '../plan/lowering.ts';
import { emitConv2d, emitFilterGrad, emitInputGrad, residualsOf } from './convolutions.ts';

const POINTWISE = { kernel: 1, stride: 1, padding: { top: 0, bottom: 0, left: 0, right: 0 } } as const;

/** Images [H, W, C] are unchanged; vectors [C] and images [1, 1, C] become one image [1, B, C]. */
function asImages(plan: Lowering, tensor: PlacedTensor): { images: PlacedTensor; batch: number } {
  if (rowsOf(tensor) > 1) return { images: tensor, batch: plan.batch };
  const shape = [1, plan.batch, channelsOf(tensor)];
  return { images: { ...tensor, shape, batched: false }, batch: 1 };
}

export const linear: Lower<'linear'> = ({ node, fused, plan, flops }) => {
  const [x, weight, bias] = node.inputs.map(id => plan.tensor(id)) as [
    PlacedTensor,
    PlacedTensor,
    PlacedTensor,
  ];
  const { images, batch } = asImages(plan, x);
  const out = asImages(plan, plan.allocate(fused.result)).images;
  const residuals = residualsOf({ fused, plan }).map(r => asImages(plan, r).images);
  emitConv2d(plan, { x: images, weight, bias, out, batch }, POINTWISE, { residuals, perImage: null, flops });
};

export const linearInputGrad: Lower<'linearInputGrad'> = ({ node, fused, plan, flops }) => {
  const [dOut, weight] = node.inputs.map(id => plan.tensor(id)) as [PlacedTensor, PlacedTensor];
  const { images, batch } = asImages(plan, dOut);
  const dX = asImages(plan, plan.allocate(fused.result)).images;
  const residuals = residualsOf({ fused, plan }).map(r => asImages(plan, r).images);
  emitInputGrad(plan, { dOut: images, weight, dX, batch }, POINTWISE, residuals, flops);
};

export const linearWeightGrad: Lower<'linearWeightGrad'> = ({ node, plan, flops }) => {
  const [x, dOut] = node.inputs.map(id => asImages(plan, plan.tensor(id))) as [
    ReturnType<typeof asImages>,
    ReturnType<typeof asImages>,
  ];
  const operands = { x: x.images, dOut: dOut.images, batch: x.batch };
  emitFilterGrad(plan, operands, node, POINTWISE, flops);
};

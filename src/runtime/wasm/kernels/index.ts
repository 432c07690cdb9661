/** The one entry: replays a list of kernel calls, so that JavaScript is entered once a plan and not once an op. */
import { attention, attentionGrad } from './attention';
import { add, addPerImage, affine, copyNumbers, copyRows, modulate, modulateGrad, silu, siluGrad, sumSpatial, upsample, upsampleGrad } from './elementwise';
import { groupNorm, groupNormGrad } from './groupNorm';
import { matrixProduct, packTransposed, packWeights, sumRows, transposedProduct } from './matrix';
import { patchConvolution, patchFilterGrad, patchInputGrad } from './patches';
import { embedding, embeddingGrad, timeEmbedding } from './sources';
import { adam, average, mse, mseGrad } from './training';
import { winograd, winogradFilterGrad } from './winograd';
import { packWinograd, packWinogradTransposed } from './winogradWeights';

/** In the order of `KERNELS` in plan/calls.ts. */
const KERNELS: StaticArray<(args: usize) => void> = [
  add, copyRows, copyNumbers, silu, siluGrad, affine, addPerImage, sumSpatial, modulate, modulateGrad, upsample, upsampleGrad,
  groupNorm, groupNormGrad, attention, attentionGrad,
  matrixProduct, transposedProduct, sumRows, packWeights, packTransposed,
  patchConvolution, patchFilterGrad, patchInputGrad,
  winograd, winogradFilterGrad, packWinograd, packWinogradTransposed,
  timeEmbedding, embedding, embeddingGrad, mse, mseGrad, adam, average,
];

/** Where the memory begins that kernels leave alone. */
export function memoryStart(): usize {
  return __heap_base;
}

/** A call is a kernel's number, the number of its arguments, and these, all words of four bytes. */
export function replay(from: usize, end: usize): void {
  while (from < end) {
    const kernel = unchecked(KERNELS[load<i32>(from)]);
    kernel(from + 8);
    from += 8 + <usize>(load<i32>(from, 4) << 2);
  }
}

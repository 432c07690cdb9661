/** Between our layouts and PyTorch's: convolutions HWIO and OIHW, linear layers [in, out] and [out, in]. */
import type { Param } from './graph.ts';

/** The parameter's shape in PyTorch. */
export function torchShape({ layout, shape }: Param): readonly number[] {
  if (layout === 'plain') return shape;
  if (layout === 'linear') return [shape[1]!, shape[0]!];
  return [shape[3]!, shape[2]!, shape[0]!, shape[1]!];
}

/** PyTorch's numbers in our order. */
export function fromTorch(param: Param, torch: Float32Array): Float32Array {
  return permuted(param, (ours, theirs, out) => {
    out[ours] = torch[theirs]!;
  });
}

/** Our numbers in PyTorch's order. */
export function toTorch(param: Param, ours: Float32Array): Float32Array {
  return permuted(param, (mine, theirs, out) => {
    out[theirs] = ours[mine]!;
  });
}

function permuted(
  { layout, shape, size }: Param,
  move: (ours: number, theirs: number, out: Float32Array) => void,
): Float32Array {
  const out = new Float32Array(size);
  const [outer, middle, fanIn, fanOut] =
    layout === 'conv'
      ? (shape as [number, number, number, number])
      : [1, 1, layout === 'linear' ? shape[0]! : 1, layout === 'linear' ? shape[1]! : size];
  let ours = 0;
  for (let h = 0; h < outer; h++) {
    for (let w = 0; w < middle; w++) {
      for (let i = 0; i < fanIn; i++) {
        for (let o = 0; o < fanOut; o++) {
          move(ours++, ((o * fanIn + i) * outer + h) * middle + w, out);
        }
      }
    }
  }
  return out;
}

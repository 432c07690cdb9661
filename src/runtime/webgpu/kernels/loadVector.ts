import { type PlacedTensor, vectors } from '../../plan/region.ts';
import type { KernelWriter } from '../plan/kernelWriter.ts';

/**
 * An expression for vector `c4` of pixel `pixel` (numbered through the whole batch) of a tensor in one or two parts.
 * With two, both are read and one is taken: cheaper than a branch, and robust access keeps it within bounds.
 */
export function loadVector(k: KernelWriter, tensor: PlacedTensor, pixel: string, c4: string): string {
  if (tensor.upsampled) throw new Error('Plan: an upsampled view must be made dense before it is read here');
  const [one, two] = tensor.parts.map((part, i) => {
    const before = i === 0 ? 0 : vectors(tensor.parts[0]!.channels);
    const shift = part.offset4 - before;
    const offset = shift === 0 ? '' : shift > 0 ? ` + ${shift}u` : ` - ${-shift}u`;
    return k.load(part.region, `${pixel} * ${part.stride4}u + ${c4}${offset}`);
  });
  return two ? `select(${two}, ${one}, ${c4} < ${vectors(tensor.parts[0]!.channels)}u)` : one!;
}

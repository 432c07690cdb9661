/**
 * Places each parameter in a plan's flat vectors of weights, gradients and moments. The last axis is padded with zeros to
 * whole vectors of four, and each parameter starts at an offset that a binding may have. The padding stays zero, since
 * its gradients are.
 */
import { elements, type Graph, type Param } from '../../nn/graph.ts';
import { vectors } from './region.ts';

/** Bytes: WebGPU's minStorageBufferOffsetAlignment, by default and at most. */
export const BINDING_ALIGNMENT = 256;
/** Vectors of four floats in one aligned block. */
export const BLOCK = BINDING_ALIGNMENT / 16;

export interface Placed {
  readonly param: Param;
  /** Bytes from the start of the flat vector. */
  readonly offset: number;
  /** Size in vectors of four. */
  readonly size4: number;
}

export interface ParamPlacement {
  readonly placed: readonly Placed[];
  /** Size of a whole flat vector. */
  readonly bytes: number;
}

export function placeParams(graph: Pick<Graph, 'params'>): ParamPlacement {
  let offset = 0;
  const placed = graph.params.map(param => {
    const channels = param.shape.at(-1)!;
    const size4 = (elements(param.shape) / channels) * vectors(channels);
    const here = { param, offset, size4 };
    offset += Math.ceil((size4 * 16) / BINDING_ALIGNMENT) * BINDING_ALIGNMENT;
    return here;
  });
  return { placed, bytes: offset };
}

/** Converts a flat vector [P] to the plan's layout, in `out`, whose padding is zero already. */
export function toPlaced(
  { placed, bytes }: ParamPlacement,
  flat: Float32Array,
  out = new Float32Array(bytes / 4),
): Float32Array {
  eachRow(placed, (from, to, channels) => out.set(flat.subarray(from, from + channels), to));
  return out;
}

/** Converts a flat vector from the plan's layout to [P]. */
export function fromPlaced({ placed }: ParamPlacement, held: Float32Array, paramCount: number): Float32Array {
  const out = new Float32Array(paramCount);
  eachRow(placed, (to, from, channels) => out.set(held.subarray(from, from + channels), to));
  return out;
}

/** Calls `move` with each row of channels, or with many at once where they need no padding. */
function eachRow(
  placed: readonly Placed[],
  move: (flat: number, held: number, channels: number) => void,
): void {
  for (const { param, offset } of placed) {
    const channels = param.shape.at(-1)!;
    const stride = 4 * vectors(channels);
    if (stride === channels) {
      move(param.offset, offset / 4, param.size);
      continue;
    }
    for (let row = 0; row * channels < param.size; row++) {
      move(param.offset + row * channels, offset / 4 + row * stride, channels);
    }
  }
}

/**
 * Where each parameter lies in the flat vectors of weights, gradients and moments of a plan. The last axis is filled up
 * with zeros to whole vectors of four, and each parameter begins on a boundary to which a binding may point. Zeros stay
 * zeros: their gradients are.
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
  /** Vectors of four that it takes. */
  readonly size4: number;
}

export interface ParamPlacement {
  readonly placed: readonly Placed[];
  /** Of a whole flat vector. */
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

/** A flat vector [P] as a plan holds it. */
export function toPlaced({ placed, bytes }: ParamPlacement, flat: Float32Array): Float32Array {
  const out = new Float32Array(bytes / 4);
  eachRow(placed, (from, to, channels) => out.set(flat.subarray(from, from + channels), to));
  return out;
}

/** A flat vector as everybody else holds it: [P]. */
export function fromPlaced({ placed }: ParamPlacement, held: Float32Array, paramCount: number): Float32Array {
  const out = new Float32Array(paramCount);
  eachRow(placed, (to, from, channels) => out.set(held.subarray(from, from + channels), to));
  return out;
}

function eachRow(
  placed: readonly Placed[],
  move: (flat: number, held: number, channels: number) => void,
): void {
  for (const { param, offset } of placed) {
    const channels = param.shape.at(-1)!;
    const stride = 4 * vectors(channels);
    for (let row = 0; row * channels < param.size; row++) {
      move(param.offset + row * channels, offset / 4 + row * stride, channels);
    }
  }
}

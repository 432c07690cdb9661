/** Converts between what is stored and diffusion's [-1, 1]: of pictures paper is -1 and ink 1. */
import type { Stored } from './shape.ts';

/** Bytes of pictures, or the 16 bits of points. */
export function bytesToUnit(stored: Stored, out = new Float32Array(stored.length)): Float32Array {
  const half = stored instanceof Uint16Array ? 32_767.5 : 127.5;
  for (let i = 0; i < stored.length; i++) out[i] = stored[i]! / half - 1;
  return out;
}

/** Clips values outside [-1, 1], which samplers can produce; NaN becomes paper. */
export function unitToBytes(unit: Float32Array, out = new Uint8ClampedArray(unit.length)): Uint8ClampedArray {
  for (let i = 0; i < unit.length; i++) out[i] = (unit[i]! + 1) * 127.5;
  return out;
}

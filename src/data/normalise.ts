/** Converts pixels between stored bytes and diffusion's [-1, 1]: paper is -1, ink 1. */

export function bytesToUnit(bytes: Uint8Array, out = new Float32Array(bytes.length)): Float32Array {
  for (let i = 0; i < bytes.length; i++) out[i] = bytes[i]! / 127.5 - 1;
  return out;
}

/** Clips values outside [-1, 1], which samplers can produce; NaN becomes paper. */
export function unitToBytes(unit: Float32Array, out = new Uint8ClampedArray(unit.length)): Uint8ClampedArray {
  for (let i = 0; i < unit.length; i++) out[i] = (unit[i]! + 1) * 127.5;
  return out;
}

/** IEEE 754 half precision: one sign bit, five of exponent, ten of fraction. For browsers without Float16Array. */

const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);

/** The bit pattern of the half nearest to `value`, ties to even; infinity if it is too large. */
export function toHalf(value: number): number {
  single[0] = value;
  const word = bits[0]!;
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520, half way between the largest half and the next power of two.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  // Below 2^-14 halves are multiples of 2^-24, and float arithmetic rounds correctly.
  if (magnitude < 0x38800000) return sign | roundToEven(Math.abs(single[0]!) * 2 ** 24);
  // Exponents differ by 127 - 15, fractions by 13 bits; a carry out of the fraction correctly raises the exponent.
  return sign | roundToEven((magnitude - (112 << 23)) / 2 ** 13);
}

/** The number with a half's bit pattern. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The same of many at once, mostly by moving their bits, which is many times as fast. */
export function floatsOfHalves(halves: Uint16Array): Float32Array {
  const floats = new Float32Array(halves.length);
  const words = new Uint32Array(floats.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i]!;
    const exponent = half & 0x7c00;
    // Zero, subnormal, infinite or no number.
    if (exponent === 0 || exponent === 0x7c00) floats[i] = fromHalf(half);
    else words[i] = ((half & 0x8000) << 16) | (((half & 0x7fff) << 13) + (112 << 23));
  }
  return floats;
}

function roundToEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return rest > 0.5 ? floor + 1 : floor;
  return floor % 2 === 0 ? floor : floor + 1;
}

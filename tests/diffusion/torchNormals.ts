/** Standard normals as torch.manual_seed(seed); torch.randn(n) draws them on a CPU, for n divisible by 16. */
export function torchNormals(seed: number): (n: number) => Float64Array {
  const next = mersenneTwister(seed);
  return n => {
    const out = Float64Array.from({ length: n }, () => (next() & 0xffffff) * 2 ** -24);
    for (let block = 0; block < n; block += 16) {
      for (let j = block; j < block + 8; j++) {
        const radius = Math.sqrt(-2 * Math.log(1 - out[j]!));
        const angle = 2 * Math.PI * out[j + 8]!;
        out[j] = radius * Math.cos(angle);
        out[j + 8] = radius * Math.sin(angle);
      }
    }
    return out;
  };
}

const SIZE = 624;
const SHIFT = 397;

/** MT19937 (Matsumoto & Nishimura 1998): unsigned 32-bit words. */
export function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(SIZE);
  state[0] = seed;
  for (let i = 1; i < SIZE; i++) {
    const before = state[i - 1]! ^ (state[i - 1]! >>> 30);
    state[i] = Math.imul(1812433253, before) + i;
  }
  let at = SIZE;
  const twist = () => {
    for (let i = 0; i < SIZE; i++) {
      const y = (state[i]! & 0x80000000) | (state[(i + 1) % SIZE]! & 0x7fffffff);
      state[i] = state[(i + SHIFT) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    at = 0;
  };
  return () => {
    if (at === SIZE) twist();
    let y = state[at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

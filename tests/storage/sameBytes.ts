/** Whether two arrays hold the same, bit for bit. Vitest's own comparison takes seconds for a network's weights. */
export const sameBytes = (a: Uint8Array | Float32Array, b: Uint8Array | Float32Array): boolean =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));

/** Embeddings of times and labels. */
import { word } from './vector';

/**
 * Sines and cosines. args: t, out, outStep, images, frequencies (f32 [half]), half, first (where the sines begin), second
 * (where the cosines begin), end (zeros up to there).
 */
export function timeEmbedding(args: usize): void {
  const t = word(args, 0), half = word(args, 5), sines = word(args, 6), cosines = word(args, 7), end = word(args, 8);
  let out = word(args, 1);
  for (let image: usize = 0; image < word(args, 3); image++) {
    for (let i: usize = 0; i < half; i++) {
      // The product in single precision, as PyTorch has it; the functions of it in double.
      const angle: f64 = load<f32>(t + (image << 2)) * load<f32>(word(args, 4) + (i << 2));
      store<f32>(out + (sines + i << 2), <f32>Math.sin(angle));
      store<f32>(out + (cosines + i << 2), <f32>Math.cos(angle));
    }
    for (let i: usize = half << 1; i < end; i++) store<f32>(out + (i << 2), 0);
    out += word(args, 2);
  }
}

/** The row of the table that an image's label names. args: labels, table, out, outStep, images, n4. */
export function embedding(args: usize): void {
  const bytes = word(args, 5) << 4;
  for (let image: usize = 0; image < word(args, 4); image++) {
    const label = <usize>load<f32>(word(args, 0) + (image << 2));
    memory.copy(word(args, 2) + image * word(args, 3), word(args, 1) + label * bytes, bytes);
  }
}

/** args: labels, dOut, dStep, table's gradient [count, 4 n4], images, n4, count. */
export function embeddingGrad(args: usize): void {
  const bytes = word(args, 5) << 4;
  memory.fill(word(args, 3), 0, word(args, 6) * bytes);
  for (let image: usize = 0; image < word(args, 4); image++) {
    const to = word(args, 3) + <usize>load<f32>(word(args, 0) + (image << 2)) * bytes, from = word(args, 1) + image * word(args, 2);
    for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.add(v128.load(to + i), v128.load(from + i)));
  }
}

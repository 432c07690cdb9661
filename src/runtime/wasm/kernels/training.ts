/** Loss, and the optimiser's sweep over all weights. */
import { fma, number, splat, word } from './vector';

/** args: prediction, its step, target, its step, images, pixels, channels, lossByImage, loss (0: not wanted). */
export function mse(args: usize): void {
  let p = word(args, 0), t = word(args, 2);
  const images = word(args, 4), pixels = word(args, 5), channels = word(args, 6) << 2;
  let total: f64 = 0;
  for (let image: usize = 0; image < images; image++) {
    let sum: f64 = 0;
    for (let pixel: usize = 0; pixel < pixels; pixel++) {
      for (let c: usize = 0; c < channels; c += 4) {
        const difference: f64 = load<f32>(p + c) - load<f32>(t + c);
        sum += difference * difference;
      }
      p += word(args, 1);
      t += word(args, 3);
    }
    const mean = sum / <f64>(pixels * word(args, 6));
    store<f32>(word(args, 7) + (image << 2), <f32>mean);
    total += mean;
  }
  if (word(args, 8)) store<f32>(word(args, 8), <f32>(total / <f64>images));
}

/** scale (prediction - target). args: prediction, its step, target, its step, out, its step, rows, n4, scale. */
export function mseGrad(args: usize): void {
  let p = word(args, 0), t = word(args, 2), out = word(args, 4);
  const bytes = word(args, 7) << 4, scale = f32x4.splat(number(args, 8));
  for (let rows = word(args, 6); rows > 0; rows--) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, f32x4.mul(f32x4.sub(v128.load(p + i), v128.load(t + i)), scale));
    p += word(args, 1);
    t += word(args, 3);
    out += word(args, 5);
  }
}

/**
 * Adam (Kingma & Ba 2015) as PyTorch computes it, and the running average where it is wanted.
 * args: params, gradient, m, v, ema (0: not wanted), vectors, stepSize, vScale, emaDecay (addresses of numbers), beta1,
 * beta2, eps.
 */
export function adam(args: usize): void {
  const params = word(args, 0), gradient = word(args, 1), m = word(args, 2), v = word(args, 3), ema = word(args, 4);
  const stepSize = splat(word(args, 6)), vScale = splat(word(args, 7));
  const share = f32x4.sub(f32x4.splat(1), ema ? splat(word(args, 8)) : f32x4.splat(0));
  const beta1 = f32x4.splat(number(args, 9)), beta2 = f32x4.splat(number(args, 10)), eps = f32x4.splat(number(args, 11));
  const rest1 = f32x4.sub(f32x4.splat(1), beta1), rest2 = f32x4.sub(f32x4.splat(1), beta2);
  for (let i: usize = 0; i < word(args, 5) << 4; i += 16) {
    const g = v128.load(gradient + i);
    const mNext = fma(v128.load(m + i), beta1, f32x4.mul(g, rest1));
    const vNext = fma(v128.load(v + i), beta2, f32x4.mul(f32x4.mul(g, g), rest2));
    const scale = fma(f32x4.sqrt(vNext), vScale, eps);
    const next = f32x4.sub(v128.load(params + i), f32x4.mul(f32x4.div(mNext, scale), stepSize));
    v128.store(m + i, mNext);
    v128.store(v + i, vNext);
    v128.store(params + i, next);
    if (ema) {
      const average = v128.load(ema + i);
      v128.store(ema + i, fma(f32x4.sub(next, average), share, average));
    }
  }
}

/** decay ema + (1 - decay) params, as a step towards the weights. args: ema, params, out, vectors, decay (address). */
export function average(args: usize): void {
  const share = f32x4.sub(f32x4.splat(1), splat(word(args, 4)));
  for (let i: usize = 0; i < word(args, 3) << 4; i += 16) {
    const from = v128.load(word(args, 0) + i);
    v128.store(word(args, 2) + i, fma(f32x4.sub(v128.load(word(args, 1) + i), from), share, from));
  }
}

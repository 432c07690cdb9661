import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../src/diffusion/samplers/decodeAnswer.ts';
import { clipTo } from '../../src/diffusion/samplers/limits.ts';

describe('decodeAnswer', () => {
  const pureNoise = { signal: 0, noise: 1 };
  const xt = Float64Array.of(0.5, -0.3, 1.2);
  const modelOut = Float64Array.of(0.4, -0.1, 1.3);

  it('divides by no signal where eps is asked for in pure noise, as the formula says', () => {
    const answer = { xt, modelOut, target: 'eps', limit: null, rederiveEps: false } as const;
    const { x0Hat, epsHat } = decodeAnswer(pureNoise, answer);
    expect([...x0Hat]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    expect(epsHat).toEqual(modelOut);
  });

  it('clips that to black and white', () => {
    const answer = { xt, modelOut, target: 'eps', limit: clipTo(1), rederiveEps: true } as const;
    const { x0Hat, epsHat } = decodeAnswer(pureNoise, answer);
    expect([...x0Hat]).toEqual([1, -1, -1]);
    // All of x_t is noise there.
    expect(epsHat).toEqual(xt);
  });
});

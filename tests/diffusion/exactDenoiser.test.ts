/** The exact denoiser against its definition, and against what is known of it in closed form. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactX0, nearestMember } from '../../src/diffusion/exactDenoiser.ts';
import { FiniteSet } from '../../src/diffusion/finiteSet.ts';

/** Float32 numbers, many of them -1, which is a picture's background. */
const pixel = fc.oneof(
  fc.constant(-1),
  fc.integer({ min: -128, max: 128 }).map(n => n / 128),
);
const SIZE = 5;
const someMembers = fc.array(fc.array(pixel, { minLength: SIZE, maxLength: SIZE }), {
  minLength: 1,
  maxLength: 6,
});
const someXt = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: SIZE, maxLength: SIZE });

const setOf = (members: readonly (readonly number[])[]) =>
  new FiniteSet(members.length, members[0]!.length, i => members[i]!);

/** The definition, computed directly from the differences. */
function asDefined(
  members: readonly (readonly number[])[],
  signal: number,
  noise: number,
  xt: readonly number[],
) {
  const exponents = members.map(
    member => -xt.reduce((sum, x, p) => sum + (x - signal * member[p]!) ** 2, 0) / (2 * noise ** 2),
  );
  const largest = Math.max(...exponents);
  const weights = exponents.map(exponent => Math.exp(exponent - largest));
  const total = weights.reduce((sum, weight) => sum + weight);
  return xt.map((_, p) => members.reduce((sum, member, i) => sum + weights[i]! * member[p]!, 0) / total);
}

describe('exactX0', () => {
  it('is the mean of its definition', () => {
    fc.assert(
      fc.property(
        someMembers,
        someXt,
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (members, xt, noise) => {
          const signal = Math.sqrt(1 - noise ** 2);
          const x0Hat = exactX0(setOf(members), { signal, noise }, xt);
          asDefined(members, signal, noise, xt).forEach((x, p) => {
            expect(x0Hat[p]).toBeCloseTo(x, 9);
          });
        },
      ),
    );
  });

  const members = [
    [-1, -1, 0.5],
    [-1, 1, 1],
    [0.25, -1, -1],
  ];

  it('is the mean of the set where no signal is left', () => {
    const x0Hat = exactX0(setOf(members), { signal: 0, noise: 1 }, [7, -8, 9]);
    [-1.75 / 3, -1 / 3, 0.5 / 3].forEach((x, p) => {
      expect(x0Hat[p]).toBeCloseTo(x, 15);
    });
  });

  it('is the nearest member where no noise is left, or hardly any', () => {
    const near = [-0.9, 0.8, 0.9];
    for (const noise of [0, 1e-300, 1e-9, 1e-3]) {
      expect([...exactX0(setOf(members), { signal: 1, noise }, near)]).toEqual(members[1]);
    }
  });

  it('shares evenly between members that are equally near, without any noise too', () => {
    const twins = [...members, members[1]!];
    const between = exactX0(
      setOf([
        [-1, 0],
        [1, 0],
      ]),
      { signal: 1, noise: 0 },
      [0, 5],
    );
    expect([...between]).toEqual([0, 0]);
    expect([...exactX0(setOf(twins), { signal: 1, noise: 0 }, [-1, 1, 1])]).toEqual(members[1]);
  });

  it('is the tanh of the way between two members', () => {
    // For x = +-a in one dimension, E[x | x_t] = a tanh(signal a x_t / noise^2).
    const set = setOf([[-0.5], [0.5]]);
    for (const xt of [-2, -0.3, 0, 0.1, 1]) {
      const [x0Hat] = exactX0(set, { signal: 0.6, noise: 0.8 }, [xt]);
      expect(x0Hat).toBeCloseTo(0.5 * Math.tanh((0.6 * 0.5 * xt) / 0.64), 14);
    }
  });
});

describe('FiniteSet', () => {
  it('gives back what it was made of', () => {
    fc.assert(
      fc.property(someMembers, members => {
        const set = setOf(members);
        members.forEach((member, i) => {
          expect([...set.read(i, new Float64Array(SIZE))]).toEqual(member);
          expect(set.squaredNorms[i]).toBeCloseTo(
            member.reduce((sum, x) => sum + x * x, 0),
            12,
          );
        });
      }),
    );
  });

  it('refuses to be empty', () => {
    expect(() => setOf([]).count).toThrow();
    expect(() => new FiniteSet(0, 3, () => [])).toThrow('at least one member');
  });
});

describe('nearestMember', () => {
  it('finds what a comparison one by one finds', () => {
    fc.assert(
      fc.property(someMembers, someXt, (members, x) => {
        const distances = members.map(member => Math.hypot(...member.map((m, p) => m - x[p]!)));
        const { index, distance } = nearestMember(setOf(members), x);
        expect(distance).toBeCloseTo(Math.min(...distances), 9);
        expect(distances[index]).toBeCloseTo(Math.min(...distances), 9);
      }),
    );
  });

  it('leaves one out when asked', () => {
    const set = setOf([
      [-1, 0],
      [1, 0.5],
      [1, 1],
    ]);
    expect(nearestMember(set, [1, 0.5])).toEqual({ index: 1, distance: 0 });
    expect(nearestMember(set, [1, 0.5], 1)).toEqual({ index: 2, distance: 0.5 });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { type Context, createContext } from '../../src/store/context.ts';
import { forwardInView, processInView } from '../../src/store/timeline/forward.ts';
import { levelInView } from '../../src/store/timeline/place.ts';
import { createTimeline, type TimelineActions } from '../../src/store/timeline/timeline.ts';
import { PIXELS } from '../data/mnistSize.ts';

let context: Context;
let timeline: TimelineActions;
const setT = (T: number) => context.set({ config: { ...context.get().config, T } });
const t = () => levelInView(context.get());
const forward = () => forwardInView(context.get());

beforeEach(() => {
  ({ context } = createContext(() => {
    throw new Error('nothing here needs an engine');
  }));
  timeline = createTimeline(context);
  setT(1000);
  timeline.seek(400);
});

describe('timeline', () => {
  it('stays on whole levels between 0 and T - 1', () => {
    timeline.seek(12.6);
    expect(t()).toBe(13);
    timeline.seek(-5);
    expect(t()).toBe(0);
    timeline.seek(1e6);
    expect(t()).toBe(999);
  });

  it('keeps its place on the line when the number of levels changes', () => {
    timeline.seek(999);
    setT(100);
    expect(t()).toBe(99);
    expect(processInView(context.get()).T).toBe(100);
    timeline.seek(33);
    setT(1000);
    expect(t()).toBe(333);
  });

  it('goes to every level of any number of them', () => {
    for (const T of [10, 37, 1000]) {
      setT(T);
      for (let level = 0; level < T; level++) {
        timeline.seek(level);
        expect(t()).toBe(level);
      }
    }
  });
});

describe('forward', () => {
  it('is x_t = sqrt(abar) x0 + sqrt(1 - abar) eps of the picture and the noise chosen', () => {
    const pixels = Uint8Array.from({ length: 2 * PIXELS }, (_, i) => (i < PIXELS ? 0 : 255));
    context.patch('run', { images: { pixels, labels: Uint8Array.of(3, 8) } });
    timeline.chooseImage(1);
    const { x0, eps, label, at } = forward();
    expect(label).toBe(8);
    expect(x0.every(x => x === 1)).toBe(true);
    // Nichol and Dhariwal 2021, eq. 17: after a quarter of the way.
    const f = (share: number) => Math.cos(((share + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
    const abar = f(0.25) / f(0);
    expect(at(249)[7]).toBeCloseTo(Math.sqrt(abar) + Math.sqrt(1 - abar) * eps[7]!, 6);
    timeline.chooseImage(2);
    expect(forward().label).toBe(3);
    timeline.otherNoise();
    expect(forward().eps).not.toEqual(eps);
    expect(forward().x0.every(x => x === -1)).toBe(true);
  });

  it('stays the same value while nothing that it depends on changes', () => {
    const before = forward();
    context.set({ config: { ...context.get().config, learningRate: 0.01, sampler: 'ddim' } });
    timeline.seek(100);
    expect(forward()).toBe(before);
    setT(500);
    expect(forward()).not.toBe(before);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { PIXELS } from '../../src/data/imageSet.ts';
import { appStore } from '../../src/store/appStore.ts';
import { followForward, forwardStore } from '../../src/store/forwardStore.ts';
import { chooseImage, followLevels, otherNoise, seek, timelineStore } from '../../src/store/timeline.ts';

followLevels();
followForward();

const setT = (T: number) => appStore.setState(({ config }) => ({ config: { ...config, T } }));

beforeEach(() => {
  setT(1000);
  seek(400);
});

describe('timeline', () => {
  it('stays on whole levels between 0 and T - 1', () => {
    seek(12.6);
    expect(timelineStore.getState().t).toBe(13);
    seek(-5);
    expect(timelineStore.getState().t).toBe(0);
    seek(1e6);
    expect(timelineStore.getState().t).toBe(999);
  });

  it('keeps its place on the line when the number of levels changes', () => {
    seek(999);
    setT(100);
    expect(timelineStore.getState().t).toBe(99);
    expect(forwardStore.getState().process.T).toBe(100);
    seek(33);
    setT(1000);
    expect(timelineStore.getState().t).toBe(333);
  });
});

describe('forward', () => {
  it('is x_t = (1 - s) x0 + s eps of the picture and the noise chosen, s = (t + 1) / T', () => {
    const pixels = Uint8Array.from({ length: 2 * PIXELS }, (_, i) => (i < PIXELS ? 0 : 255));
    appStore.setState({ images: { start: 0, pixels, labels: Uint8Array.of(3, 8) } });
    chooseImage(1);
    const { x0, eps, label, at } = forwardStore.getState();
    expect(label).toBe(8);
    expect(x0.every(x => x === 1)).toBe(true);
    expect(at(249)[7]).toBeCloseTo(0.75 + 0.25 * eps[7]!, 6);
    chooseImage(2);
    expect(forwardStore.getState().label).toBe(3);
    otherNoise();
    expect(forwardStore.getState().eps).not.toEqual(eps);
    expect(forwardStore.getState().x0.every(x => x === -1)).toBe(true);
  });
});

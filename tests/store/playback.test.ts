import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { PIXELS } from '../../src/data/imageSet.ts';
import { appStore } from '../../src/store/appStore.ts';
import { framesOf } from '../../src/store/frameStore.ts';
import { followSampling, frameInView, goToEnd, scrubTo, stepAlong } from '../../src/store/playback.ts';
import { beginSample } from '../../src/store/samplings.ts';
import { timelineStore } from '../../src/store/timeline.ts';

followSampling();

/** Four steps of a flow with a thousand levels, trailing: the last leads from t = 249 to the data. */
const LEVELS = [999, 749, 499, 249];
const coefficients = { cXt: 1, cX0: 0, cX0Prev: 0, cX0Prev2: 0, cEps: 0, cNoise: 0 } as const;

function arrive(seq: number): void {
  const t = LEVELS[seq]!;
  const row = {
    t,
    modelTime: t,
    signal: 0.5,
    noise: 0.5,
    signalPrev: 1,
    noisePrev: 0,
    ...coefficients,
  };
  const image = () => new Float32Array(PIXELS);
  const images = { xt: image(), x0Hat: image(), epsHat: image(), xPrev: image(), z: null };
  framesOf('main').add({ type: 'frame', runId: 0, sampleId: 1, seq, total: 4, row, count: 1, ...images });
}

const place = () => ({ t: timelineStore.getState().t, frame: frameInView() });

beforeEach(() => {
  framesOf('main').clear();
  appStore.setState({ config: DEFAULT_CONFIG, samples: {} });
  timelineStore.setState({ t: 400, frame: null, part: 'noise' });
});

describe('the timeline with a sampling', () => {
  it('follows the frames as they come, to the result', () => {
    beginSample('main', DEFAULT_CONFIG);
    expect(timelineStore.getState().part).toBe('generate');
    arrive(0);
    expect(place()).toEqual({ t: 999, frame: 0 });
    arrive(1);
    expect(place()).toEqual({ t: 749, frame: 1 });
    arrive(2);
    arrive(3);
    expect(place()).toEqual({ t: 0, frame: 4 });
  });

  it('stays where somebody went, and shows the frame nearest to it', () => {
    beginSample('main', DEFAULT_CONFIG);
    arrive(0);
    scrubTo(610);
    for (const seq of [1, 2, 3]) arrive(seq);
    expect(place()).toEqual({ t: 610, frame: 2 });
    scrubTo(640);
    expect(place()).toEqual({ t: 640, frame: 1 });
    scrubTo(100);
    expect(place()).toEqual({ t: 100, frame: 4 });
  });

  it('is scrubbed from frame to frame while it generates, and from level to level elsewhere', () => {
    beginSample('main', DEFAULT_CONFIG);
    for (const seq of [0, 1, 2, 3]) arrive(seq);
    goToEnd('noise');
    stepAlong(1, false);
    expect(place()).toEqual({ t: 749, frame: 1 });
    stepAlong(-1, true);
    expect(place()).toEqual({ t: 999, frame: 0 });
    goToEnd('data');
    expect(place()).toEqual({ t: 0, frame: 4 });
    timelineStore.setState({ part: 'noise' });
    stepAlong(-1, false);
    expect(place().t).toBe(1);
    stepAlong(-1, true);
    expect(place().t).toBe(51);
  });

  it('keeps the frames in their places when the number of levels is edited', () => {
    beginSample('main', DEFAULT_CONFIG);
    for (const seq of [0, 1, 2, 3]) arrive(seq);
    appStore.setState({ config: { ...DEFAULT_CONFIG, T: 100 } });
    scrubTo(75);
    expect(frameInView()).toBe(1);
  });
});

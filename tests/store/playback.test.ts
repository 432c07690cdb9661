import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { type Context, createContext } from '../../src/store/context.ts';
import { NO_FRAMES, withFrame } from '../../src/store/sampling/frames.ts';
import { presentMaker } from '../../src/store/sampling/sampling.ts';
import { levelInView } from '../../src/store/timeline/place.ts';
import { createPlayback, frameInView, type PlaybackActions } from '../../src/store/timeline/playback.ts';
import { createTimeline } from '../../src/store/timeline/timeline.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';

/** Four steps of a flow with a thousand levels, trailing: the last leads from t = 249 to the data. */
const LEVELS = [999, 749, 499, 249];
const coefficients = { cXt: 1, cX0: 0, cX0Prev: 0, cX0Prev2: 0, cEps: 0, cNoise: 0 } as const;

let context: Context;
let playback: PlaybackActions;
let frames: ((now: number) => void)[];
let ids = 0;

function begin({ leads = true } = {}): void {
  ids += 1;
  const maker = presentMaker(context.get());
  const main = { ...NO_FRAMES, id: ids, status: 'running', config: DEFAULT_CONFIG, maker, leads } as const;
  context.set({ samplings: { main } });
}

function arrive(seq: number): void {
  const t = LEVELS[seq]!;
  const row = { t, modelTime: t, signal: 0.5, noise: 0.5, signalPrev: 1, noisePrev: 0, ...coefficients };
  const image = () => new Float32Array(PIXELS);
  const images = { xt: image(), x0Hat: image(), epsHat: image(), xPrev: image(), z: null };
  const main = context.get().samplings.main!;
  const next = withFrame(main, { seq, total: 4, row, count: 1, ...images }, SHAPE, 'pictures');
  context.set({ samplings: { main: { ...main, ...next } } });
}

const place = () => ({ t: levelInView(context.get()), frame: frameInView(context.get()) });

beforeEach(() => {
  const created = createContext(() => {
    throw new Error('nothing here needs an engine');
  });
  ({ context } = created);
  frames = [];
  const timeline = createTimeline(context);
  playback = createPlayback(context, timeline, work => frames.push(work));
  created.start();
  timeline.seek(400);
});

describe('the timeline with a sampling', () => {
  it('follows the frames as they come, to the result', () => {
    begin();
    expect(context.get().place.part).toBe('generate');
    arrive(0);
    expect(place()).toEqual({ t: 999, frame: 0 });
    arrive(1);
    expect(place()).toEqual({ t: 749, frame: 1 });
    arrive(2);
    arrive(3);
    expect(place()).toEqual({ t: 0, frame: 4 });
  });

  it('stays where it is where the sampling does not lead', () => {
    begin({ leads: false });
    for (const seq of [0, 1, 2, 3]) arrive(seq);
    expect(place()).toEqual({ t: 400, frame: 2 });
    expect(context.get().place.part).toBe('noise');
  });

  it('stays where somebody went, and shows the frame nearest to it', () => {
    begin();
    arrive(0);
    playback.scrubTo(610);
    for (const seq of [1, 2, 3]) arrive(seq);
    expect(place()).toEqual({ t: 610, frame: 2 });
    playback.scrubTo(640);
    expect(place()).toEqual({ t: 640, frame: 1 });
    playback.scrubTo(100);
    expect(place()).toEqual({ t: 100, frame: 4 });
  });

  it('is scrubbed from frame to frame while it generates, and from level to level elsewhere', () => {
    begin();
    for (const seq of [0, 1, 2, 3]) arrive(seq);
    playback.goToEnd('noise');
    playback.stepAlong(1, false);
    expect(place()).toEqual({ t: 749, frame: 1 });
    playback.stepAlong(-1, true);
    expect(place()).toEqual({ t: 999, frame: 0 });
    playback.goToEnd('data');
    expect(place()).toEqual({ t: 0, frame: 4 });
    context.patch('place', { part: 'noise' });
    playback.stepAlong(-1, false);
    expect(place().t).toBe(1);
    playback.stepAlong(-1, true);
    expect(place().t).toBe(51);
  });

  it('keeps the frames in their places when the number of levels is edited', () => {
    begin();
    for (const seq of [0, 1, 2, 3]) arrive(seq);
    context.set({ config: { ...DEFAULT_CONFIG, T: 100 } });
    playback.scrubTo(75);
    expect(frameInView(context.get())).toBe(1);
  });
});

describe('playing', () => {
  /** Paints frame after frame, 20 ms apart, until nothing moves. */
  function play(): number[] {
    const passed: number[] = [];
    let now = performance.now();
    for (let frame = frames.shift(); frame; frame = frames.shift()) {
      now += 20;
      frame(now);
      if (passed.at(-1) !== place().t) passed.push(place().t);
    }
    return passed;
  }

  it('goes from noise to data without frames, and stops there', () => {
    playback.goToEnd('data');
    playback.togglePlay();
    const passed = play();
    expect([passed[0]! > 900, passed.at(-1)]).toEqual([true, 0]);
    expect(passed).toEqual([...passed].sort((a, b) => b - a));
    expect(context.get().playback.playing).toBe(false);
  });

  it('shows every frame in turn, and the result last', () => {
    begin();
    for (const seq of [0, 1, 2, 3]) arrive(seq);
    playback.togglePlay();
    expect(play()).toEqual([999, 749, 499, 249, 0]);
    expect(context.get().playback.playing).toBe(false);
  });

  it('stands still when somebody moves by hand', () => {
    playback.togglePlay();
    playback.scrubTo(300);
    expect(play()).toEqual([300]);
  });
});

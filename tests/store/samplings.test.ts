import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { PIXELS } from '../../src/data/imageSet.ts';
import type { SampleFrame } from '../../src/protocol/messages.ts';
import { appStore } from '../../src/store/appStore.ts';
import { forgetRun, takeEvent } from '../../src/store/engineEvents.ts';
import { framesOf, SLOTS } from '../../src/store/frameStore.ts';
import { beginSample } from '../../src/store/samplings.ts';

const replies = {
  frameTaken: vi.fn(),
  runReady: vi.fn(),
  opened: vi.fn(),
  lossBroke: vi.fn(),
  role: vi.fn(),
};
const row = { t: 9, modelTime: 9, signal: 0, noise: 1, signalPrev: 1, noisePrev: 0 } as const;
const coefficients = { cXt: 0, cX0: 1, cX0Prev: 0, cX0Prev2: 0, cEps: 0, cNoise: 0 } as const;

function frame(sampleId: number, seq: number, value: number): SampleFrame {
  const filled = () => new Float32Array(PIXELS).fill(value);
  const images = { xt: filled(), x0Hat: filled(), epsHat: filled(), xPrev: filled(), z: null };
  const all = { ...row, ...coefficients };
  return { type: 'frame', runId: 0, sampleId, seq, total: 2, row: all, count: 1, ...images };
}

const hear = (event: Parameters<typeof takeEvent>[0]) => takeEvent(event, replies);

beforeEach(() => {
  for (const slot of SLOTS) framesOf(slot).clear();
  appStore.setState({ samples: {} });
  replies.frameTaken.mockClear();
});

describe('samplings', () => {
  it('keeps the frames of two slots apart', () => {
    const left = beginSample('left', DEFAULT_CONFIG);
    const right = beginSample('right', { ...DEFAULT_CONFIG, eta: 1 });
    hear(frame(left, 0, 1));
    hear(frame(right, 0, -1));
    hear(frame(left, 1, 1));
    expect(framesOf('left').frames.map(({ seq }) => seq)).toEqual([0, 1]);
    expect(framesOf('right').frames.map(({ seq }) => seq)).toEqual([0]);
    expect(framesOf('left').result?.[0]).toBe(255);
    expect(framesOf('right').frames[0]!.pictures.xt[0]).toBe(0);
    expect(framesOf('main').frames).toEqual([]);
  });

  it('drops the frames of a sampling whose slot has a newer one, but takes them', () => {
    const old = beginSample('main', DEFAULT_CONFIG);
    const now = beginSample('main', DEFAULT_CONFIG);
    hear(frame(old, 0, 1));
    hear({ type: 'sampleDone', sampleId: old, outcome: 'cancelled' });
    expect(framesOf('main').frames).toEqual([]);
    expect(replies.frameTaken).toHaveBeenCalledWith(old);
    expect(appStore.getState().samples.main).toMatchObject({ id: now, status: 'running' });
  });

  it('ends each sampling by its own id', () => {
    const left = beginSample('left', DEFAULT_CONFIG);
    beginSample('right', DEFAULT_CONFIG);
    hear({ type: 'sampleDone', sampleId: left, outcome: 'finished' });
    expect(appStore.getState().samples.left?.status).toBe('finished');
    expect(appStore.getState().samples.right?.status).toBe('running');
  });

  it('cancels what runs when its run is forgotten', () => {
    const left = beginSample('left', DEFAULT_CONFIG);
    beginSample('right', DEFAULT_CONFIG);
    hear({ type: 'sampleDone', sampleId: left, outcome: 'finished' });
    forgetRun();
    expect(appStore.getState().samples.left?.status).toBe('finished');
    expect(appStore.getState().samples.right?.status).toBe('cancelled');
  });

  it('keeps numbers beside pictures where they are gone on from or compared', () => {
    const id = beginSample('original', DEFAULT_CONFIG);
    const main = beginSample('main', DEFAULT_CONFIG);
    hear(frame(id, 1, 0.3));
    hear(frame(main, 1, 0.3));
    expect(framesOf('original').frames[0]!.numbers?.xt[0]).toBe(Math.fround(0.3));
    expect(framesOf('original').resultNumbers?.[0]).toBe(Math.fround(0.3));
    expect(framesOf('main').frames[0]!.numbers).toBeNull();
  });

  it('keeps the newest frame only where nobody scrubs', () => {
    const id = beginSample('number', DEFAULT_CONFIG);
    hear(frame(id, 0, 0.1));
    hear(frame(id, 1, 0.3));
    expect(framesOf('number').frames.map(({ seq }) => seq)).toEqual([1]);
    expect(framesOf('number').resultNumbers?.[0]).toBe(Math.fround(0.3));
  });
});

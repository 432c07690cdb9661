/** The session as the page sees it: commands in, events out. On tfjs-cpu, which needs no files. */
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { PIXELS } from '../../src/data/imageSet.ts';
import { Session } from '../../src/engine/session.ts';
import type { Drawings, Event } from '../../src/protocol/messages.ts';

const config: RunConfig = {
  ...DEFAULT_CONFIG,
  dataset: 'drawings',
  channels: '8/16/16',
  batchSize: 1,
  T: 10,
  samplingSteps: 4,
  sampleCount: 1,
};
const drawings: Drawings = { count: 2, pixels: new Uint8Array(2 * PIXELS).fill(100) };

/** A session on plain JavaScript, and everything that it says. */
function open() {
  const events: Event[] = [];
  const session = new Session(event => events.push(event));
  session.receive({ type: 'start', base: 'http://localhost/', choice: 'cpu' });
  const until = <T extends Event['type']>(type: T, wanted: (event: Extract<Event, { type: T }>) => boolean) =>
    vi.waitUntil(
      () =>
        events.find(
          (event): event is Extract<Event, { type: T }> => event.type === type && wanted(event as never),
        ),
      { timeout: 30_000 },
    );
  const run = async (runId: number, changes: Partial<RunConfig> = {}) => {
    session.receive({ type: 'run', runId, config: { ...config, ...changes }, drawings });
    await until('ready', event => event.runId === runId);
  };
  return { session, events, until, run };
}

describe('Session', () => {
  it('makes one step when one is asked for', async () => {
    const { session, events, until, run } = open();
    await run(1);
    session.receive({ type: 'train', runId: 1, action: 'step' });
    await until('state', event => event.state === 'paused');
    const trained = events.filter(event => event.type === 'train');
    expect(trained.map(event => event.step)).toEqual([1]);
  });

  it('sends every frame, but no more than two that the page has not taken', async () => {
    const { session, events, until, run } = open();
    await run(1);
    session.receive({ type: 'sample', runId: 1, sampleId: 7, config });
    const frames = () => events.filter(event => event.type === 'frame');
    await vi.waitUntil(() => frames().length === 2, { timeout: 30_000 });
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(frames()).toHaveLength(2);
    for (let i = 0; i < 4; i++) session.receive({ type: 'frameTaken', sampleId: 7 });
    await until('sampleDone', event => event.outcome === 'finished');
    expect(frames().map(frame => frame.seq)).toEqual([0, 1, 2, 3]);
    // Each step starts where the one before it ended.
    expect(frames()[1]!.xt).toEqual(frames()[0]!.xPrev);
  });

  it('cancels a sampling, even one that had no turn yet', async () => {
    const { session, events, until, run } = open();
    await run(1);
    session.receive({ type: 'sample', runId: 1, sampleId: 1, config });
    await vi.waitUntil(() => events.some(event => event.type === 'frame'), { timeout: 30_000 });
    session.receive({ type: 'cancelSample', sampleId: 1 });
    await until('sampleDone', event => event.sampleId === 1 && event.outcome === 'cancelled');
  });

  it('drops what belongs to an older run', async () => {
    const { session, events, run } = open();
    await run(1);
    await run(2);
    session.receive({ type: 'train', runId: 1, action: 'step' });
    session.receive({ type: 'images', runId: 2, start: 1, count: 5 });
    await vi.waitUntil(() => events.some(event => event.type === 'images'), { timeout: 30_000 });
    expect(events.some(event => event.type === 'train')).toBe(false);
  });

  it('says what is wrong with a run that cannot be built, and takes the next one', async () => {
    const { session, until, run } = open();
    session.receive({ type: 'run', runId: 1, config, drawings: null });
    const failure = await until('failure', event => event.runId === 1);
    expect(failure.message).toBe('There is no drawing yet.');
    expect(failure.advice).toContain('Draw something');
    await run(2);
  });
});

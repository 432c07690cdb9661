import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineLine, type WorkerLike } from '../../src/store/engineLine.ts';

const PATIENCE_MS = 10_000;

class SilentWorker implements WorkerLike {
  hear: (event: MessageEvent) => void = () => {};
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();

  addEventListener(_: 'message', listener: (event: MessageEvent) => void): void {
    this.hear = listener;
  }
}

const lost = vi.fn();

function opened(): SilentWorker {
  const worker = new SilentWorker();
  const ends = { spawn: () => worker, receive: () => {}, lost, patience: () => PATIENCE_MS };
  new EngineLine(ends).open();
  return worker;
}

beforeEach(() => {
  vi.useFakeTimers();
  lost.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
});

it('gives a worker up that has spoken and then says nothing for longer than it is waited for', () => {
  const worker = opened();
  worker.hear(new MessageEvent('message', { data: { type: 'pong' } }));
  vi.advanceTimersByTime(PATIENCE_MS);
  expect(lost).not.toHaveBeenCalled();
  vi.advanceTimersByTime(PATIENCE_MS);
  expect(lost).toHaveBeenCalledExactlyOnceWith(
    'silent',
    expect.stringMatching(/^it said nothing for 1\d s$/),
  );
  expect(worker.terminate).toHaveBeenCalled();
});

it('waits a minute for one whose script is still on its way', () => {
  opened();
  vi.advanceTimersByTime(60_000);
  expect(lost).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(lost).toHaveBeenCalledOnce();
});

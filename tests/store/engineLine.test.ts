import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineLine, type WorkerLike } from '../../src/store/engine/engineLine.ts';

const SILENCE_LIMIT_MS = 10_000;

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

function opened() {
  const worker = new SilentWorker();
  const line = new EngineLine({
    spawn: () => worker,
    failed: () => {},
    lost,
    silenceLimit: () => SILENCE_LIMIT_MS,
  });
  line.open();
  return { worker, line };
}

beforeEach(() => {
  vi.useFakeTimers();
  lost.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
});

it('gives a worker up that has spoken and then says nothing for longer than it is waited for', () => {
  const { worker } = opened();
  worker.hear(new MessageEvent('message', { data: { id: 1, ok: true, value: undefined, done: true } }));
  vi.advanceTimersByTime(SILENCE_LIMIT_MS);
  expect(lost).not.toHaveBeenCalled();
  vi.advanceTimersByTime(SILENCE_LIMIT_MS);
  expect(lost).toHaveBeenCalledExactlyOnceWith(
    'silent',
    expect.stringMatching(/^it did not answer for 1\d s$/),
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

it('fails every call to a worker that has ended, whether it was asked before or after', async () => {
  const { line } = opened();
  const before = line.engine.ping(undefined);
  line.close();
  await expect(before).rejects.toMatchObject({ kind: 'gone' });
  await expect(line.engine.ping(undefined)).rejects.toMatchObject({ kind: 'gone' });
});

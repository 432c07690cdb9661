import { afterEach, expect, it, vi } from 'vitest';
import {
  CallFailed,
  type Connection,
  connect,
  type PortLike,
  serve,
  transferring,
} from '../../src/wire/bridge.ts';

const seen = { aborted: 0, returned: 0, made: 0 };

const functions = {
  double: async (n: number) => 2 * n,
  echo: async (bytes: Uint8Array) => transferring(bytes, [bytes.buffer as ArrayBuffer]),
  fail: async (_: undefined) => {
    throw new Error('no such digit');
  },
  untilAborted: (_: undefined, signal: AbortSignal) =>
    new Promise<string>(resolve => {
      signal.addEventListener('abort', () => resolve('paused'));
    }),
  async *count(to: number, signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      seen.aborted += 1;
    });
    try {
      for (let n = 0; n < to; n++) {
        seen.made += 1;
        yield n;
      }
    } finally {
      seen.returned += 1;
    }
  },
  async *breaks(_: undefined) {
    yield 1;
    throw new Error('the loss became NaN');
  },
};

let channel: MessageChannel;

function open(): Connection<typeof functions> {
  Object.assign(seen, { aborted: 0, returned: 0, made: 0 });
  channel = new MessageChannel();
  const tell = (error: unknown) => ({ kind: 'other', message: (error as Error).message, advice: 'Try 3.' });
  serve(channel.port1 as unknown as PortLike, functions, tell);
  channel.port1.start();
  channel.port2.start();
  return connect<typeof functions>(channel.port2 as unknown as PortLike, { count: true, breaks: true });
}

afterEach(() => {
  channel.port1.close();
  channel.port2.close();
});

const settled = () => new Promise(resolve => setTimeout(resolve, 20));

async function collect<T>(items: AsyncGenerator<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

it('answers a call', async () => {
  expect(await open().remote.double(21)).toBe(42);
});

it('answers calls that cross, each its own', async () => {
  const { remote } = open();
  expect(await Promise.all([1, 2, 3].map(n => remote.double(n)))).toEqual([2, 4, 6]);
});

it('throws at its own caller, with words and advice, and leaves the others alone', async () => {
  const { remote } = open();
  const [good, bad] = await Promise.allSettled([remote.double(1), remote.fail(undefined)]);
  expect(good).toMatchObject({ value: 2 });
  expect(bad).toMatchObject({ reason: { message: 'no such digit', advice: 'Try 3.' } });
});

it('moves buffers in both directions', async () => {
  const bytes = Uint8Array.of(1, 2, 3);
  const back = await open().remote.echo(bytes, { transfer: [bytes.buffer] });
  expect(bytes.length).toBe(0);
  expect([...back]).toEqual([1, 2, 3]);
});

it('iterates a generator to its end', async () => {
  expect(await collect(open().remote.count(5))).toEqual([0, 1, 2, 3, 4]);
  expect(seen.returned).toBe(1);
});

it('makes at most four items before they are asked for', async () => {
  const items = open().remote.count(100);
  expect((await items.next()).value).toBe(0);
  await settled();
  expect(seen.made).toBe(5);
  await items.return(undefined);
});

it('ends the generator on the other side when the loop is left', async () => {
  for await (const n of open().remote.count(1000)) if (n === 2) break;
  await settled();
  expect(seen).toMatchObject({ aborted: 1, returned: 1 });
});

it('ends the loop when the signal aborts', async () => {
  const abort = new AbortController();
  const got: number[] = [];
  for await (const n of open().remote.count(1000, { signal: abort.signal })) {
    got.push(n);
    if (n === 4) abort.abort();
  }
  await settled();
  expect(got.length).toBeLessThan(10);
  expect(seen.returned).toBe(1);
});

it('gives what came before a failure, then the failure', async () => {
  const items = open().remote.breaks(undefined);
  expect((await items.next()).value).toBe(1);
  await expect(items.next()).rejects.toThrow('the loss became NaN');
});

it('lets an aborted call still say how it ended', async () => {
  const abort = new AbortController();
  const call = open().remote.untilAborted(undefined, { signal: abort.signal });
  abort.abort();
  expect(await call).toBe('paused');
});

it('fails all calls that are not answered when it is closed, and later ones at once', async () => {
  const { remote, close } = open();
  const call = remote.untilAborted(undefined);
  const stream = remote.count(1000);
  await stream.next();
  close({ kind: 'silent', message: 'it said nothing', advice: '' });
  await expect(call).rejects.toMatchObject({ kind: 'silent' });
  await expect(collect(stream)).rejects.toBeInstanceOf(CallFailed);
  await expect(remote.double(1)).rejects.toBeInstanceOf(CallFailed);
});

it('hears every sign of life', async () => {
  const heard = vi.fn();
  const plain = open();
  const { remote } = connect<typeof functions>(
    channel.port2 as unknown as PortLike,
    { count: true, breaks: true },
    { heard },
  );
  await remote.double(1);
  expect(heard).toHaveBeenCalled();
  plain.close({ kind: 'closed', message: 'over', advice: '' });
});

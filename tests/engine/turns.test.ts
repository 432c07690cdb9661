import { describe, expect, it } from 'vitest';
import { type Job, RunTurns, Turns } from '../../src/engine/turns/turns.ts';

const settled = () => new Promise(resolve => setTimeout(resolve, 50));
const running = () => new AbortController().signal;

/** A job that records its turns and yields at each. */
async function* writing(log: string[], name: string, turns: number): Job<string> {
  try {
    for (let i = 0; i < turns; i++) {
      log.push(`${name}${i}`);
      yield `${name}${i}`;
    }
  } finally {
    log.push(`${name} ended`);
  }
}

/** Fails in its second turn. */
async function* breaking(log: string[]): Job<string> {
  log.push('x0');
  yield 'x0';
  throw new Error('broken');
}

async function collect<T>(items: AsyncGenerator<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('Turns', () => {
  it('gives every job its turn', async () => {
    const log: string[] = [];
    const turns = new Turns();
    const both = ['a', 'b'].map(name => collect(turns.share(writing(log, name, 3), running())));
    expect(await Promise.all(both)).toEqual([
      ['a0', 'a1', 'a2'],
      ['b0', 'b1', 'b2'],
    ]);
    expect(log.filter(line => !line.includes('ended'))).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
  });

  it('does single works between the turns of a job that has no end', async () => {
    const log: string[] = [];
    const turns = new Turns();
    const abort = new AbortController();
    const job = collect(turns.share(writing(log, 'a', Number.POSITIVE_INFINITY), abort.signal));
    expect(await turns.take(async () => 42)).toBe(42);
    abort.abort();
    await job;
    expect(log.at(-1)).toBe('a ended');
  });

  it('ends a job between two turns when the signal aborts, and says so once its finally has run', async () => {
    const log: string[] = [];
    const turns = new Turns();
    const abort = new AbortController();
    const got: string[] = [];
    for await (const item of turns.share(writing(log, 'a', Number.POSITIVE_INFINITY), abort.signal)) {
      got.push(item);
      if (got.length === 3) abort.abort();
    }
    expect(got).toEqual(['a0', 'a1', 'a2']);
    expect(log.at(-1)).toBe('a ended');
    const { length } = log;
    await settled();
    expect(log).toHaveLength(length);
  });

  it('ends a job that is left', async () => {
    const log: string[] = [];
    for await (const _ of new Turns().share(writing(log, 'a', Number.POSITIVE_INFINITY), running())) break;
    expect(log).toEqual(['a0', 'a ended']);
  });

  it('makes nothing ahead of whoever iterates', async () => {
    const log: string[] = [];
    const shared = new Turns().share(writing(log, 'a', 5), running());
    await shared.next();
    await settled();
    expect(log).toEqual(['a0']);
    await shared.return(undefined);
  });

  it('does no work that was asked for and aborted while it waited, and tells its own caller', async () => {
    const turns = new Turns();
    const abort = new AbortController();
    const log: string[] = [];
    const note = (line: string) => async () => void log.push(line);
    const first = turns.take(note('first'));
    const aborted = turns.take(note('aborted'), abort.signal);
    const last = turns.take(note('last'));
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await Promise.all([first, last]);
    expect(log).toEqual(['first', 'last']);
  });

  it('tells what a job throws to whoever iterates it, and goes on with the others', async () => {
    const log: string[] = [];
    const turns = new Turns();
    const broken = collect(turns.share(breaking(log), running()));
    const sound = collect(turns.share(writing(log, 'b', 3), running()));
    await expect(broken).rejects.toThrow('broken');
    expect(await sound).toEqual(['b0', 'b1', 'b2']);
    await expect(
      turns.take(async () => {
        throw new Error('also broken');
      }),
    ).rejects.toThrow('also broken');
    expect(await turns.take(async () => 'fine')).toBe('fine');
  });

  it('hears messages while a job is busy', async () => {
    const { port1, port2 } = new MessageChannel();
    let heard = false;
    port1.onmessage = () => {
      heard = true;
    };
    const abort = new AbortController();
    const job = collect(new Turns().share(writing([], 'a', Number.POSITIVE_INFINITY), abort.signal));
    port2.postMessage('hello');
    await settled();
    expect(heard).toBe(true);
    abort.abort();
    await job;
    port1.close();
  });
});

describe('the turns of one run', () => {
  it('are over when every job’s finally has run, whoever iterates it, and how far', async () => {
    const log: string[] = [];
    const run = new RunTurns(new Turns());
    const iterated = collect(run.share(writing(log, 'a', Number.POSITIVE_INFINITY), running()));
    const left = run.share(writing(log, 'b', Number.POSITIVE_INFINITY), running());
    await left.next();
    const finished = run.finish(silent(log, 'c'), running());
    await settled();
    await run.end();
    expect(log.filter(line => line.includes('ended')).sort()).toEqual(['a ended', 'b ended', 'c ended']);
    await iterated;
    await finished;
    expect((await left.next()).done).toBe(true);
  });

  it('wait for the work in progress, and do none that still waits', async () => {
    const log: string[] = [];
    const run = new RunTurns(new Turns());
    let finish = () => {};
    const long = run.take(
      () =>
        new Promise<void>(resolve => {
          finish = () => {
            log.push('done');
            resolve();
          };
        }),
      running(),
    );
    const waiting = expect(run.take(async () => void log.push('too late'), running())).rejects;
    const refused = waiting.toMatchObject({ name: 'AbortError' });
    await settled();
    const end = run.end().then(() => log.push('over'));
    await settled();
    expect(log).toEqual([]);
    finish();
    await Promise.all([long, end, refused]);
    expect(log).toEqual(['done', 'over']);
  });

  it('are over although a job has failed, which is told to its own caller', async () => {
    const log: string[] = [];
    const run = new RunTurns(new Turns());
    const broken = collect(run.share(breaking(log), running()));
    await expect(broken).rejects.toThrow('broken');
    await run.end();
  });

  it('give none to what is asked for afterwards', async () => {
    const log: string[] = [];
    const run = new RunTurns(new Turns());
    await run.end();
    expect(await collect(run.share(writing(log, 'a', 3), running()))).toEqual([]);
    expect(log).not.toContain('a0');
  });
});

async function* silent(log: string[], name: string): Job<never> {
  try {
    for (;;) yield;
  } finally {
    log.push(`${name} ended`);
  }
}

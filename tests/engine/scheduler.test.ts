import { describe, expect, it } from 'vitest';
import { type Job, Scheduler } from '../../src/engine/turns/scheduler.ts';

const settled = () => new Promise(resolve => setTimeout(resolve, 50));

async function* writing(log: string[], name: string, turns: number): Job {
  try {
    for (let i = 0; i < turns; i++) {
      log.push(`${name}${i}`);
      yield 'worked';
    }
  } finally {
    log.push(`${name} ended`);
  }
}

const neverFails = () => {
  throw new Error('no job should fail here');
};

describe('Scheduler', () => {
  it('gives every job its turn', async () => {
    const log: string[] = [];
    const scheduler = new Scheduler(neverFails);
    scheduler.add(writing(log, 'a', 2));
    scheduler.add(writing(log, 'b', 2));
    await settled();
    expect(log.filter(line => !line.includes('ended'))).toEqual(['a0', 'b0', 'a1', 'b1']);
  });

  it('stops a job between two turns and says when its finally has run', async () => {
    const log: string[] = [];
    const scheduler = new Scheduler(neverFails);
    const job = writing(log, 'a', Number.POSITIVE_INFINITY);
    scheduler.add(job);
    await settled();
    await scheduler.stop(job);
    expect(log.at(-1)).toBe('a ended');
    const length = log.length;
    await settled();
    expect(log.length).toBe(length);
  });

  it('resolves at once where the job is already over', async () => {
    const scheduler = new Scheduler(neverFails);
    const job = writing([], 'a', 1);
    scheduler.add(job);
    await settled();
    await expect(scheduler.stop(job)).resolves.toBeUndefined();
  });

  it('reports what a job throws, and goes on with the others', async () => {
    const log: string[] = [];
    const failures: unknown[] = [];
    const scheduler = new Scheduler(error => failures.push(error));
    scheduler.add(
      // biome-ignore lint/correctness/useYield: this job fails in its first turn
      (async function* (): Job {
        throw new Error('broken');
      })(),
    );
    scheduler.add(writing(log, 'b', 3));
    await settled();
    expect(failures).toEqual([new Error('broken')]);
    expect(log).toEqual(['b0', 'b1', 'b2', 'b ended']);
  });

  it('hears messages while a job is busy', async () => {
    const scheduler = new Scheduler(neverFails);
    const { port1, port2 } = new MessageChannel();
    let heard = false;
    port1.onmessage = () => {
      heard = true;
    };
    const job = writing([], 'a', Number.POSITIVE_INFINITY);
    scheduler.add(job);
    port2.postMessage('hello');
    await settled();
    expect(heard).toBe(true);
    await scheduler.stop(job);
    port1.close();
  });
});

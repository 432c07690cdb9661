/** Reads the whole run in a turn of its own, so that all of it is of one and the same step. */

import type { Send } from '../send.ts';
import type { Job } from '../turns/scheduler.ts';
import type { RunKeeper } from './runKeeper.ts';

export async function* readRunJob(runId: number, keeper: RunKeeper, send: Send): Job {
  const run = await keeper.portable();
  send({ type: 'runRead', runId, run }, [run.checkpoint.buffer as ArrayBuffer]);
  yield 'worked';
}

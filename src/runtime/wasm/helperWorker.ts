/** The entry of a helper's worker in the browser. */
import { answerTasks } from './crew/answerTasks.ts';
import type { ToHelper } from './crew/messages.ts';

const answer = answerTasks((message, transfer) => postMessage(message, { transfer }));
addEventListener('message', ({ data }: MessageEvent<ToHelper>) => answer(data));

/** A helper of the processor's runtime in Node: the same work in a thread of its own. */
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { answerTasks } from '../src/runtime/wasm/crew/answerTasks.ts';
import type { FromHelper, StartHelper, ToHelper } from '../src/runtime/wasm/crew/messages.ts';

/** Tells a thread started here from others that import this file. */
const HELPER = 'helper of the wasm runtime';

/** Node reads TypeScript in a thread only once tsx is registered there. */
const IN_TYPESCRIPT = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
  register();
  return import(${JSON.stringify(import.meta.url)});
});`;

export const startHelperThread: StartHelper = (hear, died) => {
  const thread = new Worker(IN_TYPESCRIPT, { eval: true, workerData: HELPER });
  thread.on('message', (message: FromHelper) => hear(message));
  thread.on('error', error => died(error.message));
  thread.on('exit', code => died(`it ended with code ${code}`));
  // A thread that waits for work must not keep a command from ending.
  thread.unref();
  return {
    post: (message, transfer) => thread.postMessage(message, transfer),
    end: () => void thread.terminate(),
  };
};

if (parentPort && workerData === HELPER) {
  const port = parentPort;
  const answer = answerTasks((message, transfer) => port.postMessage(message, transfer));
  port.on('message', (message: ToHelper) => answer(message));
}

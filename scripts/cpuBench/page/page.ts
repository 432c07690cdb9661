/** Hands what the command asks to a worker like the page's own, and the figures back. */
import type { Asked } from './worker.ts';

declare global {
  interface Window {
    measureOnCpu(asked: Asked): Promise<number>;
  }
}

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

window.measureOnCpu = asked =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ value?: number; failure?: string }>) =>
      data.value === undefined ? reject(new Error(data.failure)) : resolve(data.value);
    worker.postMessage(asked);
  });

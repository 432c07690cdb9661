/** The benchmark's worker: one run a message, so that the page stays free. */
import { GpuMeter } from './gpuMeter.ts';
import type { BenchAnswer, BenchRequest } from './messages.ts';
import { runBench } from './runBench.ts';

const answer = (message: BenchAnswer): void => postMessage(message);
const meter = 'gpu' in navigator ? new GpuMeter() : null;

addEventListener('message', ({ data }: MessageEvent<BenchRequest>) => {
  if (!meter) {
    answer({ type: 'failed', message: 'This browser has no WebGPU.' });
    return;
  }
  runBench(data, meter, what => answer({ type: 'progress', what })).then(
    result => answer({ type: 'done', result }),
    (error: unknown) =>
      answer({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

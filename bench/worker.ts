/** One contestant's worker. */
import { startInBrowser } from '../src/runtime/wasm/browser.ts';
import { workersFor } from '../src/runtime/wasm/crew/workersFor.ts';
import { type PortLike, serve } from '../src/wire/bridge.ts';
import { entrant } from './entrant.ts';
import { GpuMeter } from './gpuMeter.ts';

const openProcessor = (folder: string) =>
  startInBrowser(folder, 'measured', workersFor(navigator.hardwareConcurrency));
if (!('gpu' in navigator)) throw new Error('This browser has no WebGPU.');
serve(globalThis as unknown as PortLike, entrant(new GpuMeter(), openProcessor), error => ({
  kind: 'failed',
  message: error instanceof Error ? error.message : String(error),
  advice: '',
}));

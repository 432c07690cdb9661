/** Steps and forward passes of the processor's contestants, one at a time, as the engine's worker makes them. */
import type { Running } from '../../../bench/contestants/contestant.ts';
import { DEFAULT_CONFIG } from '../../../src/config/runConfig.ts';
import { networkConfig } from '../../../src/engine/run/networkConfig.ts';
import { gaussians } from '../../../src/math/random.ts';
import { initParams } from '../../../src/nn/initParams.ts';
import { buildUNet } from '../../../src/nn/unet/buildUNet.ts';
import type { NetworkRuntime, Runtime } from '../../../src/runtime/networkRuntime.ts';
import { tfjsRuntime } from '../../../src/runtime/tfjs/tfjsNetwork.ts';
import { startWasmBackend } from '../../../src/runtime/tfjs/wasmBackend.ts';
import { startInBrowser } from '../../../src/runtime/wasm/browser.ts';

/** tfjs-wasm interpreting our graph, our kernels with one and two workers, and rivals, trained as in their own examples. */
export type CpuContestant = 'tfjs' | 'one' | 'two' | Rival;
export type Rival = 'stockTfjs' | 'jaxJs';

/**
 * A step of a batch, or a forward pass of `size` pictures, or starting what needs no network, in milliseconds; or the sum of
 * the bits of the weights.
 */
export interface Asked {
  readonly what: 'start' | 'step' | 'forward' | 'bits';
  readonly contestant: CpuContestant;
  readonly channels: string;
  readonly size: number;
}

const opened = new Map<string, Promise<NetworkRuntime>>();

type OfThisProject = Exclude<CpuContestant, Rival>;
const started = new Map<OfThisProject, Promise<Runtime>>();

/** As the engine's worker starts it, before there is a run. */
function start(contestant: OfThisProject): Promise<Runtime> {
  const known = started.get(contestant) ?? startAnew(contestant);
  started.set(contestant, known);
  return known;
}

async function startAnew(contestant: OfThisProject): Promise<Runtime> {
  if (contestant === 'tfjs') {
    await startWasmBackend('/wasm/');
    return tfjsRuntime;
  }
  return startInBrowser('/wasm/', 'measured', contestant === 'one' ? 1 : 2);
}

const networkOf = (channels: string) => buildUNet(networkConfig({ ...DEFAULT_CONFIG, channels }));

async function open(contestant: OfThisProject, channels: string): Promise<NetworkRuntime> {
  const network = networkOf(channels);
  const params = initParams(network, 1);
  const zeros = new Float32Array(params.length);
  return (await start(contestant)).open(network, {
    step: 0,
    params,
    ema: params,
    adamM: zeros,
    adamV: zeros,
  });
}

const pictures = (index: number, size: number) =>
  gaussians(1, 'evaluation', index, new Float32Array(size * 784));

async function measure(asked: Asked): Promise<number> {
  const { what, contestant, channels, size } = asked;
  if (contestant === 'stockTfjs' || contestant === 'jaxJs') return stepOf(contestant, channels, size);
  if (what === 'start') {
    const began = performance.now();
    await start(contestant);
    return performance.now() - began;
  }
  const key = `${contestant} ${channels} ${what === 'forward' ? 'forward' : size}`;
  const began = performance.now();
  const running = await (opened.get(key) ?? opened.set(key, open(contestant, channels)).get(key)!);
  if (what === 'bits') {
    const { params } = await running.readState();
    return new Uint32Array(params.buffer).reduce((sum, word) => (sum * 31 + word) >>> 0, 0);
  }
  const [xt, target] = [pictures(0, size), pictures(1, size)];
  const modelTime = new Float32Array(size).fill(500);
  if (what === 'step') {
    const draw = () => ({ size, xt, target, modelTime, classLabels: null });
    await running.train(
      { size, source: null, draw },
      { learningRate: 1e-3, emaDecay: 0.99, emaWarmup: true },
    );
  } else {
    const frozen = (frozenOf.get(key) ?? frozenOf.set(key, running.freeze('ema')).get(key))!;
    await frozen.predict(xt, 500, null);
  }
  return performance.now() - began;
}

let rival: Promise<Running> | null = null;

async function enter(contestant: Rival, channels: string, size: number): Promise<Running> {
  const network = networkOf(channels);
  const problem = {
    network,
    batch: size,
    params: initParams(network, 1),
    x: pictures(0, size),
    target: pictures(1, size),
    t: new Float32Array(size).fill(500),
  };
  if (contestant === 'jaxJs') {
    return (await import('../../../bench/contestants/jaxJs.ts')).jaxJs(problem, 'wasm');
  }
  await startWasmBackend('/wasm/');
  return (await import('../../../bench/contestants/stockTfjs.ts')).stockTfjs(problem);
}

/** One rival per worker, of one size. */
async function stepOf(contestant: Rival, channels: string, size: number): Promise<number> {
  rival ??= enter(contestant, channels, size);
  const running = await rival;
  const began = performance.now();
  await running.step();
  return performance.now() - began;
}

const frozenOf = new Map<string, ReturnType<NetworkRuntime['freeze']>>();

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  measure(data).then(
    value => postMessage({ value }),
    (error: unknown) => postMessage({ failure: error instanceof Error ? error.message : String(error) }),
  );
});

/** Steps and forward passes of the processor's contestants, one at a time, as the engine's worker makes them. */
import { DEFAULT_CONFIG, type RunConfig } from '../../../src/config/runConfig.ts';
import { networkConfig } from '../../../src/engine/run/networkConfig.ts';
import { gaussians } from '../../../src/math/random.ts';
import { initParams } from '../../../src/nn/initParams.ts';
import { buildUNet } from '../../../src/nn/unet/buildUNet.ts';
import type { NetworkRuntime, Runtime } from '../../../src/runtime/networkRuntime.ts';
import { tfjsRuntime } from '../../../src/runtime/tfjs/tfjsNetwork.ts';
import { startInBrowser } from '../../../src/runtime/wasm/browser.ts';
import { startWasmBackend } from '../../tfjsWasmBackend.ts';

export type CpuContestant = 'tfjs' | 'one' | 'two';

/** A step of a batch or a forward pass of `size` pictures, in milliseconds; or the sum of the bits of the weights. */
export interface Asked {
  readonly what: 'step' | 'forward' | 'bits';
  readonly contestant: CpuContestant;
  readonly channels: string;
  readonly size: number;
}

const opened = new Map<string, Promise<NetworkRuntime>>();

async function start(contestant: CpuContestant): Promise<Runtime> {
  if (contestant === 'tfjs') {
    await startWasmBackend('/wasm/');
    return tfjsRuntime;
  }
  return startInBrowser('/wasm/', 'measured', contestant === 'one' ? 1 : 2);
}

async function open({ contestant, channels }: Asked): Promise<NetworkRuntime> {
  const network = buildUNet(
    networkConfig({ ...DEFAULT_CONFIG, channels: channels as RunConfig['channels'] }),
  );
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
  const key = `${contestant} ${channels} ${what === 'forward' ? 'forward' : size}`;
  const running = await (opened.get(key) ?? opened.set(key, open(asked)).get(key)!);
  if (what === 'bits') {
    const { params } = await running.readState();
    return new Uint32Array(params.buffer).reduce((sum, word) => (sum * 31 + word) >>> 0, 0);
  }
  const [xt, target] = [pictures(0, size), pictures(1, size)];
  const modelTime = new Float32Array(size).fill(500);
  const began = performance.now();
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

const frozenOf = new Map<string, ReturnType<NetworkRuntime['freeze']>>();

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  measure(data).then(
    value => postMessage({ value }),
    (error: unknown) => postMessage({ failure: error instanceof Error ? error.message : String(error) }),
  );
});

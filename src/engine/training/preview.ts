/** Samples drawn during training, always from the same noise, with averaged and with raw weights. */
import type { RunConfig } from '../../config/runConfig.ts';
import { isPlane } from '../../data/sets/registry.ts';
import type { FrozenNetwork } from '../../runtime/networkRuntime.ts';
import type { BuiltRun } from '../run/buildRun.ts';
import { previewConfig } from '../sampling/samplerOptions.ts';
import { samplingSteps } from '../sampling/samplingSteps.ts';
import { freezeOwn } from '../sampling/toldTime.ts';
import type { Job } from '../turns/turns.ts';

const COUNT = 8;
const POINTS = 500;

export interface Preview {
  readonly step: number;
  /** [count, height, width, channels] in [-1, 1], from the same noise. */
  readonly count: number;
  readonly ema: Float32Array;
  readonly raw: Float32Array;
}

export async function* previewJob(run: BuiltRun, config: RunConfig): Job<Preview> {
  const count = isPlane(config) ? POINTS : COUNT;
  const step = run.network.step;
  const networks = { ema: freezeOwn(run, 'ema'), raw: freezeOwn(run, 'raw') };
  try {
    const ema = yield* pictures(run, config, networks.ema, count);
    const raw = yield* pictures(run, config, networks.raw, count);
    yield { step, count, ema, raw };
  } finally {
    networks.ema.dispose();
    networks.raw.dispose();
  }
}

async function* pictures(
  { process }: BuiltRun,
  config: RunConfig,
  network: FrozenNetwork,
  count: number,
): AsyncGenerator<undefined, Float32Array> {
  let pictures = new Float32Array(0);
  const order = { config: previewConfig(config) };
  for await (const step of samplingSteps(order, process, network, count, 'preview')) {
    pictures = step.xPrev as Float32Array<ArrayBuffer>;
    yield;
  }
  return pictures;
}

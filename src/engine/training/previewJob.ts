/** Samples from noise that is the same each time, with the running average and with the raw weights. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { FrozenNetwork } from '../../runtime/networkRuntime.ts';
import type { Run } from '../run/openRun.ts';
import { previewConfig } from '../sampling/samplerOptions.ts';
import { samplingSteps } from '../sampling/samplingSteps.ts';
import { freezeOwn } from '../sampling/toldTime.ts';
import type { Send } from '../send.ts';
import type { Job } from '../turns/scheduler.ts';

const COUNT = 8;

export async function* previewJob(
  runId: number,
  run: Run,
  config: RunConfig,
  send: Send,
  done: () => void,
): Job {
  const step = run.network.step;
  const networks = { ema: freezeOwn(run, 'ema'), raw: freezeOwn(run, 'raw') };
  try {
    const ema = yield* pictures(run, config, networks.ema);
    const raw = yield* pictures(run, config, networks.raw);
    send({ type: 'preview', runId, step, count: COUNT, ema, raw });
  } finally {
    networks.ema.dispose();
    networks.raw.dispose();
    done();
  }
}

async function* pictures(
  { process }: Run,
  config: RunConfig,
  network: FrozenNetwork,
): AsyncGenerator<'worked', Float32Array> {
  let pictures = new Float32Array(0);
  const order = { config: previewConfig(config) };
  for await (const step of samplingSteps(order, process, network, COUNT, 'preview')) {
    pictures = step.xPrev as Float32Array<ArrayBuffer>;
    yield 'worked';
  }
  return pictures;
}

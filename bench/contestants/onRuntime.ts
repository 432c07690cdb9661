import { newState, type Runtime } from '../../src/runtime/networkRuntime.ts';
import { EMA_DECAY, LEARNING_RATE, type Problem, type Running } from './contestant.ts';

/** One of this project's runtimes, fed with the problem's batch. */
export function onRuntime(runtime: Runtime, { network, batch, params, x, target, t }: Problem): Running {
  const running = runtime.open(network, newState(params));
  const draw = () => ({ size: batch, xt: x, target, modelTime: t, classLabels: null });
  const settings = { learningRate: LEARNING_RATE, emaDecay: EMA_DECAY, emaWarmup: true };
  return {
    step: async () => (await running.train({ size: batch, source: null, draw }, settings)).loss,
    dispose: () => running.dispose(),
  };
}

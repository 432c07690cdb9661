/** Algorithm 1 as a job: trains until it is paused, the last step is done, or the loss breaks. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { ImageSet } from '../../data/imageSet.ts';
import type { Process } from '../../diffusion/process.ts';
import type { BatchSource, NetworkRuntime } from '../../runtime/networkRuntime.ts';
import type { Phase } from '../run/runReport.ts';
import type { Job } from '../turns/turns.ts';
import { stepSettings } from './stepSettings.ts';
import { batchSource, trainingBatch, trainingTimes } from './trainingBatch.ts';
import type { TrainingMeter } from './trainingMeter.ts';

/** Read afresh at every step: changes take effect while the job runs. */
export interface TrainingControls {
  config: RunConfig;
  phase: Phase;
  /** Steps still to do before pausing; infinite unless single steps are asked for. */
  stepsLeft: number;
}

export interface TrainingDependencies {
  readonly images: ImageSet;
  readonly process: Process;
  readonly network: NetworkRuntime;
  readonly meter: TrainingMeter;
  /** Called after a step whose number asks for a preview. */
  readonly preview: () => void;
  /** Awaited before the first step, and after each. */
  readonly stepDone: () => Promise<void>;
  readonly phaseChanged: (phase: Phase) => void;
}

/** The loss is no longer a number: the weights are lost, and nothing else. */
export class LossBroke extends Error {}

export async function* trainingJob(controls: TrainingControls, deps: TrainingDependencies): Job<never> {
  const { images, process, network, meter } = deps;
  const enter = (phase: Phase) => {
    controls.phase = phase;
    meter.flush();
    deps.phaseChanged(phase);
  };
  let source: BatchSource | null = null;
  let sourceOf: RunConfig | null = null;
  await deps.stepDone();
  while (controls.phase === 'running' && controls.stepsLeft > 0) {
    const { config } = controls;
    if (config !== sourceOf) {
      source = batchSource(config, images, process);
      sourceOf = config;
    }
    const started = performance.now();
    const { step } = network;
    const draw = () => trainingBatch(config, images, process, step);
    const result = await network.train({ size: config.batchSize, source, draw }, stepSettings(config, step));
    const times = trainingTimes(config, process, step);
    meter.record(network.step, result, times, performance.now() - started);
    controls.stepsLeft -= 1;
    if (!Number.isFinite(result.loss)) {
      enter('paused');
      throw new LossBroke(`The loss became ${result.loss} at step ${network.step}.`);
    }
    if (network.step % config.previewEvery === 0) deps.preview();
    await deps.stepDone();
    if (network.step >= config.steps) return enter('finished');
    yield;
  }
  enter('paused');
}

/** Algorithm 1 as a job: step after step until told to pause, the last step is reached or the loss breaks. */
import type { RunConfig } from '../config/runConfig.ts';
import type { ImageSet } from '../data/imageSet.ts';
import type { Process } from '../diffusion/process.ts';
import type { TrainingState as TrainingPhase } from '../protocol/messages.ts';
import type { NetworkRuntime } from '../runtime/networkRuntime.ts';
import type { Job } from './scheduler.ts';
import { trainingBatch } from './trainingBatch.ts';
import type { TrainingMeter } from './trainingMeter.ts';

/** What the job reads afresh at every step, so that changes take effect while it runs. */
export interface TrainingControls {
  config: RunConfig;
  phase: TrainingPhase;
  /** Steps still to do before pausing; infinite unless single steps are asked for. */
  stepsLeft: number;
}

export interface TrainingSurroundings {
  readonly images: ImageSet;
  readonly process: Process;
  readonly network: NetworkRuntime;
  readonly meter: TrainingMeter;
  /** Called after a step whose number asks for a preview. */
  readonly preview: () => void;
  readonly phaseChanged: (phase: TrainingPhase) => void;
}

/** The loss is no longer a number: the weights are lost, but nothing else is. */
export class LossBroke extends Error {}

export async function* trainingJob(controls: TrainingControls, around: TrainingSurroundings): Job {
  const { images, process, network, meter } = around;
  const enter = (phase: TrainingPhase) => {
    controls.phase = phase;
    meter.flush();
    around.phaseChanged(phase);
  };
  while (controls.phase === 'running' && controls.stepsLeft > 0) {
    const { config } = controls;
    const started = performance.now();
    const batch = trainingBatch(config, images, process, network.step);
    const result = await network.train(batch, config);
    meter.record(network.step, result, batch.times, performance.now() - started);
    controls.stepsLeft -= 1;
    if (!Number.isFinite(result.loss)) {
      enter('paused');
      throw new LossBroke(`The loss became ${result.loss} at step ${network.step}.`);
    }
    if (network.step % config.previewEvery === 0) around.preview();
    if (network.step >= config.steps) return enter('finished');
    yield 'worked';
  }
  enter('paused');
}

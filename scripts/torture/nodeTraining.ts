/** Training in Node on the processor's own runtime, with helpers that can be counted and killed. */
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { type BuiltRun, buildRun } from '../../src/engine/run/buildRun.ts';
import { ImageLoader } from '../../src/engine/run/loadImages.ts';
import { trainingJob } from '../../src/engine/training/trainingJob.ts';
import { TrainingMeter } from '../../src/engine/training/trainingMeter.ts';
import type { HelperThread, StartHelper } from '../../src/runtime/wasm/crew/messages.ts';
import { startHelperThread } from '../helperThread.ts';
import { fetchPublic, startWasmRuntime } from '../runtimes.ts';

/** A network that makes a step in a few milliseconds. */
export const SMALL = {
  ...DEFAULT_CONFIG,
  channels: '8/16/16',
  batchSize: 8,
  steps: 1e9,
  samplingSteps: 10,
} as const satisfies RunConfig;

export interface NodeTraining {
  readonly run: BuiltRun;
  /** Helpers that are alive, the oldest first. */
  readonly helpers: ReadonlySet<HelperThread>;
  /** How many helpers were started in all. */
  started(): number;
  step(): Promise<unknown>;
  /** Ends the run and the runtime. */
  end(): void;
}

/** @param workers threads that compute at every step, this one among them. */
export async function trainInNode(config: RunConfig, workers: number): Promise<NodeTraining> {
  const helpers = new Set<HelperThread>();
  let started = 0;
  const startHelper: StartHelper = (hear, died) => {
    const thread = startHelperThread(hear, reason => {
      helpers.delete(thread);
      died(reason);
    });
    helpers.add(thread);
    started += 1;
    return thread;
  };
  const runtime = await startWasmRuntime({ workers, always: true, startHelper });
  const run = buildRun(runtime, config, await new ImageLoader(fetchPublic).load(config, null, () => {}));
  const controls = { config, phase: 'running' as const, stepsLeft: Number.POSITIVE_INFINITY };
  const job = trainingJob(controls, {
    ...run,
    meter: new TrainingMeter(run.process.T, () => {}),
    preview: () => {},
    stepDone: async () => {},
    phaseChanged: () => {},
  });
  return {
    run,
    helpers,
    started: () => started,
    step: () => job.next(),
    end() {
      run.network.dispose();
      runtime.dispose();
    },
  };
}

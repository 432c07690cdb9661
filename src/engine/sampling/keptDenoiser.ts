/** The network of another run that is kept in this browser, to draw with beside the present one. */
import { makeProcess, type Process } from '../../diffusion/process.ts';
import type { FrozenNetwork, Runtime, Weights } from '../../runtime/networkRuntime.ts';
import type { RunStorage } from '../../storage/runStorage.ts';
import { graphOf } from '../run/loadRun.ts';
import { freezeOwn } from './toldTime.ts';

/** What a sampling asks, and the noise levels that it was trained on. */
export interface Denoiser {
  readonly process: Process;
  /** Whoever samples disposes it. */
  readonly network: FrozenNetwork;
}

/**
 * @param id of the run, which is read at its newest whole save.
 * @throws CheckpointError where the run is not kept, none of its saves is whole, or they are of another network.
 */
export async function keptDenoiser(
  storage: RunStorage,
  runtime: Runtime,
  id: string,
  weights: Weights,
): Promise<Denoiser> {
  const { record, checkpoint } = await storage.load(id);
  const { config } = checkpoint;
  const network = runtime.open(graphOf(record.name, checkpoint), checkpoint);
  const frozen = freezeOwn({ config, network }, weights);
  return {
    process: makeProcess(config),
    network: {
      predict: (xt, modelTime, labels) => frozen.predict(xt, modelTime, labels),
      dispose() {
        frozen.dispose();
        network.dispose();
      },
    },
  };
}

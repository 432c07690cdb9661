/** Opens the network of another saved run, to draw with beside the present one. */
import { makeProcess, type Process } from '../../diffusion/process.ts';
import type { FrozenNetwork, Runtime, Weights } from '../../runtime/networkRuntime.ts';
import type { RunStorage } from '../../storage/runStorage.ts';
import { graphOf } from '../run/loadRun.ts';
import { freezeOwn } from './toldTime.ts';

/** The network that a sampling uses, and the process it was trained with. */
export interface Denoiser {
  readonly process: Process;
  /** Disposed by the sampling. */
  readonly network: FrozenNetwork;
}

/**
 * @param id of the run, of which the newest intact save is read.
 * @throws CheckpointError if the run is not saved, no save is intact, or the weights do not fit the network.
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

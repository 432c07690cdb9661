/** Whether the network knows how noisy a picture is: in training and in sampling alike. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { FrozenNetwork, NetworkRuntime, Weights } from '../../runtime/networkRuntime.ts';

type Telling = Pick<RunConfig, 'tellTime'>;

/** The time given to the network; one that is told none is always told 0. */
export const toldTime = ({ tellTime }: Telling, modelTime: number): number => (tellTime ? modelTime : 0);

export interface TrainedNetwork {
  readonly config: Telling;
  readonly network: NetworkRuntime;
}

/** The run's own weights, asked as they were trained. */
export function freezeOwn({ config, network }: TrainedNetwork, weights: Weights): FrozenNetwork {
  return askedAsTrained(config, network.freeze(weights));
}

/** Weights that were trained without the time are asked without it. */
export function askedAsTrained({ tellTime }: Telling, frozen: FrozenNetwork): FrozenNetwork {
  if (tellTime) return frozen;
  return {
    predict: (xt, modelTime, labels) =>
      frozen.predict(xt, typeof modelTime === 'number' ? 0 : modelTime.map(() => 0), labels),
    dispose: () => frozen.dispose(),
  };
}

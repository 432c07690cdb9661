/** Whether the network is given the noise level, in training and in sampling. */
import type { RunConfig } from '../../config/runConfig.ts';
import type { FrozenNetwork, NetworkRuntime, Weights } from '../../runtime/networkRuntime.ts';

type Telling = Pick<RunConfig, 'tellTime'>;

/** The time given to the network: always 0 if it is not to know the noise level. */
export const toldTime = ({ tellTime }: Telling, modelTime: number): number => (tellTime ? modelTime : 0);

export interface TrainedNetwork {
  readonly config: Telling;
  readonly network: NetworkRuntime;
}

/** The run's own weights, given the time only if they were trained with it. */
export function freezeOwn({ config, network }: TrainedNetwork, weights: Weights): FrozenNetwork {
  return askedAsTrained(config, network.freeze(weights));
}

/** Withholds the time from weights that were trained without it. */
export function askedAsTrained({ tellTime }: Telling, frozen: FrozenNetwork): FrozenNetwork {
  if (tellTime) return frozen;
  return {
    predict: (xt, modelTime, labels) =>
      frozen.predict(xt, typeof modelTime === 'number' ? 0 : modelTime.map(() => 0), labels),
    dispose: () => frozen.dispose(),
  };
}

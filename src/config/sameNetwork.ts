import { PARAM_NAMES, PARAMS } from './params.ts';
import type { RunConfig } from './runConfig.ts';

/**
 * Whether a network trained with `trained` answers the questions that a run of `config` asks: every setting that needs a
 * new network is the same. The seed may differ: it chooses among networks that are as good as each other.
 */
export function sameNetwork(config: RunConfig, trained: RunConfig): boolean {
  return PARAM_NAMES.every(
    name => PARAMS[name].affects !== 'restart' || name === 'seed' || config[name] === trained[name],
  );
}

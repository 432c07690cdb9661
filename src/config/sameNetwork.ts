import { PARAM_NAMES, PARAMS } from './params.ts';
import type { RunConfig } from './runConfig.ts';

/**
 * Whether a network trained with `trained` fits a run of `config`: every setting that needs a new network is the same.
 * The seed may differ: it only chooses among equally good networks.
 */
export function sameNetwork(config: RunConfig, trained: RunConfig): boolean {
  return PARAM_NAMES.every(
    name => PARAMS[name].affects !== 'restart' || name === 'seed' || config[name] === trained[name],
  );
}

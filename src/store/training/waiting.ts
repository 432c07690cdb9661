/** Says which changes are not in force yet. */
import { PARAMS, type ParamName } from '../../config/params.ts';
import { derive } from '../memo.ts';
import { changedParams, isUntouched, needsApply, needsRestart } from '../settings/rules.ts';
import type { AppState } from '../state.ts';

/** Null if nothing waits for “Apply changes”. An untrained run is rebuilt automatically. */
export const whatWaits = derive(
  [
    needsApply,
    needsRestart,
    isUntouched,
    ({ config }: AppState) => config,
    ({ run }: AppState) => run.config,
    ({ held }: AppState) => held,
  ],
  (waits, restart, untouched, config, built, held): string | null => {
    if (!waits || untouched) return null;
    const names = changedParams(config, { ...config, ...held });
    const ofNetwork = changedParams(config, built).filter(name => PARAMS[name].affects === 'restart');
    // No setting is waiting, so it must be the drawings.
    if (restart && ofNetwork.length === 0 && names.length === 0) {
      return 'Your drawings have changed: press Apply changes to train on them.';
    }
    const all = [...ofNetwork, ...names].map(label).join(', ');
    return `Not in force yet: ${all}. Apply changes starts a new network with them.`;
  },
);

const label = (name: ParamName): string => PARAMS[name].label;

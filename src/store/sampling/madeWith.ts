/** Says when the pictures in view were made with other settings than the present ones. */

import { SAMPLING_PARAMS } from '../../config/params/sampling.ts';
import { PARAMS, type ParamName } from '../../config/params.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { derive } from '../memo.ts';
import { changedParams, runningConfig } from '../settings/rules.ts';
import type { AppState } from '../state.ts';

/** A sentence, or null if sampling again would use the same settings. */
export const madeWith = derive(
  [({ samplings }: AppState) => samplings.main?.config, runningConfig],
  (made, now): string | null => {
    if (!made) return null;
    const names = changedParams(made, now).filter(name => Object.hasOwn(SAMPLING_PARAMS, name));
    const say = (config: RunConfig) => names.map(name => setting(config, name)).join(', ');
    return names.length === 0 ? null : `Made with ${say(made)}; press Sample for ${say(now)}.`;
  },
);

function setting(config: RunConfig, name: ParamName): string {
  const row = PARAMS[name];
  const value = config[name];
  if (name === 'samplingSteps') return `${value} ${value === 1 ? 'step' : 'steps'}`;
  if (name === 'sampler') return PARAMS.sampler.labels[config.sampler];
  if (row.kind === 'choice') return `${row.label}: ${(row.labels as Record<string, string>)[String(value)]}`;
  if (row.kind === 'toggle') return `${row.label}: ${value ? 'on' : 'off'}`;
  return `${row.label} ${value}`;
}

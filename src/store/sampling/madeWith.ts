/** Says when the pictures in view were made with other settings than the present ones. */
import { wordsOf } from '../../config/byKind.ts';
import { SAMPLING_PARAMS } from '../../config/params/sampling.ts';
import { PARAMS, type ParamName } from '../../config/params.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { settingWords } from '../../config/settingWords.ts';
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
  const words = settingWords(config, name);
  if (name === 'samplingSteps') return `${words} ${config.samplingSteps === 1 ? 'step' : 'steps'}`;
  if (name === 'sampler') return words;
  return `${wordsOf(name, config).label}${PARAMS[name].kind === 'number' ? '' : ':'} ${words}`;
}

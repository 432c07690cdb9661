/** What a setting means that a link or file of an earlier version leaves out. */
import { isPlane } from '../data/sets/registry.ts';
import { defaultsFor } from './byKind.ts';
import { RUN_CONFIG_VERSION, type RunConfig } from './runConfig.ts';

/** The defaults that have changed since: the page opened with a rectified flow. */
const CHANGED_SINCE_1 = { schedule: 'flow', target: 'velocity', sampler: 'euler' } as const;

export type ConfigVersion = 1 | typeof RUN_CONFIG_VERSION;
export const CONFIG_VERSIONS: readonly ConfigVersion[] = [1, RUN_CONFIG_VERSION];

/** Every setting's default beside this data set, in that version. */
export function defaultsOfVersion(version: ConfigVersion, set: Pick<RunConfig, 'dataset'>): RunConfig {
  const now = defaultsFor(set);
  if (version === RUN_CONFIG_VERSION) return now;
  return { ...now, ...CHANGED_SINCE_1, ...(isPlane(set) ? {} : { samplingSteps: 25 }) };
}

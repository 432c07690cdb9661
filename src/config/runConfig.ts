import { PARAM_NAMES, PARAMS, type ParamName } from './params.ts';

/** Raised whenever an old link would mean something else. */
export const RUN_CONFIG_VERSION = 2;

type Value<R> = R extends { kind: 'choice'; options: readonly (infer T)[] }
  ? T
  : R extends { kind: 'number' }
    ? number
    : R extends { kind: 'toggle' }
      ? boolean
      : string;

/** All settings of a run, as flat, plain JSON. The same value and runtime give the same run. */
export type RunConfig = { readonly [K in ParamName]: Value<(typeof PARAMS)[K]> };

export const DEFAULT_CONFIG = Object.fromEntries(
  PARAM_NAMES.map(name => [name, PARAMS[name].default]),
) as RunConfig;

/** A run's settings as options of a command: any field of the configuration by its name. */
import { PARAM_NAMES, PARAMS, type ParamName } from '../src/config/params.ts';
import { parseRunConfig } from '../src/config/parseRunConfig.ts';
import type { RunConfig } from '../src/config/runConfig.ts';

/** For `parseArgs`. */
export const CONFIG_OPTIONS = Object.fromEntries(
  PARAM_NAMES.map(name => [name, { type: 'string' as const }]),
) as Record<ParamName, { readonly type: 'string' }>;

/**
 * @param base the settings where no option is given: by default the page's opening settings.
 * @throws for values that do not fit: a link falls back to defaults, but a command should say that it cannot.
 */
export function configOfOptions(
  given: Readonly<Record<string, string | boolean | undefined>>,
  base: Partial<RunConfig> = {},
): RunConfig {
  const chosen = PARAM_NAMES.flatMap(name => {
    const text = given[name];
    return typeof text === 'string' ? [[name, fromText(name, text)] as const] : [];
  });
  const { config, problems } = parseRunConfig({ ...base, ...Object.fromEntries(chosen) });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return config;
}

function fromText(name: ParamName, text: string): unknown {
  const { kind } = PARAMS[name];
  if (kind === 'number') return Number(text);
  return kind === 'toggle' ? text === 'true' : text;
}

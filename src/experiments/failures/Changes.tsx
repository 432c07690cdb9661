import { PARAMS, type ParamName } from '../../config/params.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { Facts } from '../../ui/Facts.tsx';

/** The settings in which a set-up differs from the page's opening settings. */
export function Changes({ config }: { config: Partial<RunConfig> }) {
  const facts = (Object.keys(config) as ParamName[]).map(
    name => [PARAMS[name].label, asText(name, config[name]!)] as const,
  );
  return <Facts facts={facts} />;
}

function asText(name: ParamName, value: string | number | boolean): string {
  const row = PARAMS[name];
  if (row.kind === 'choice' || row.kind === 'text')
    return (row.labels as Readonly<Record<string, string>>)[String(value)] ?? String(value);
  if (row.kind === 'toggle') return value ? 'on' : 'off';
  return String(value);
}

/** A run as the hash of a link: only what differs from the defaults, and a version. */
import { PARAM_NAMES, PARAMS, type ParamName } from './params.ts';
import { type ParsedConfig, parseRunConfig } from './parseRunConfig.ts';
import { DEFAULT_CONFIG, RUN_CONFIG_VERSION, type RunConfig } from './runConfig.ts';

const VERSION_KEY = 'v';
/** Drawings travel beside the settings: see `data/drawingsText.ts`. */
const DRAWINGS_KEY = 'drawings';

/** '' for the defaults, otherwise '#v=1&schedule=cosine&…'. */
export function encodeLink(config: RunConfig): string {
  const changed = PARAM_NAMES.filter(
    name => config[name] !== DEFAULT_CONFIG[name] || (name === 'labelDropout' && saysDropout(config)),
  );
  if (changed.length === 0) return '';
  const params = new URLSearchParams({ [VERSION_KEY]: String(RUN_CONFIG_VERSION) });
  for (const name of changed) params.set(name, String(config[name]));
  return `#${params}`;
}

/** Never throws: what cannot be read is left out, and told. */
export function decodeLink(hash: string): ParsedConfig {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const version = params.get(VERSION_KEY);
  params.delete(VERSION_KEY);
  params.delete(DRAWINGS_KEY);
  const fields: Record<string, unknown> = Object.fromEntries(
    [...params].map(([name, text]) => [name, fromText(name, text)]),
  );
  if (saysDropout(fields) && !('labelDropout' in fields)) fields.labelDropout = 0;
  const parsed = parseRunConfig(fields);
  if (version === null || version === String(RUN_CONFIG_VERSION)) return parsed;
  const notice = `This link is of version '${version.slice(0, 20)}', which this page does not know; it may mean something else here.`;
  return { ...parsed, problems: [notice, ...parsed.problems] };
}

/** `hash` with drawings added. They come last, so that the settings can be read by eye. */
export const withDrawings = (hash: string, drawings: string): string =>
  `${hash || `#${VERSION_KEY}=${RUN_CONFIG_VERSION}`}&${DRAWINGS_KEY}=${drawings}`;

/** The text of the drawings in a link; null where it has none. */
export const drawingsOfLink = (hash: string): string | null =>
  new URLSearchParams(hash.replace(/^#/, '')).get(DRAWINGS_KEY);

/** Links from before there was label dropout tell every digit; so a link with classes always says which it is. */
const saysDropout = ({ classConditional }: { readonly classConditional?: unknown }): boolean =>
  classConditional === true;

/** The text as the type that its parameter has; what does not fit stays text, for the parser to refuse. */
function fromText(name: string, text: string): unknown {
  const kind = Object.hasOwn(PARAMS, name) ? PARAMS[name as ParamName].kind : null;
  if (kind === 'number') return text.trim() === '' ? text : Number(text);
  if (kind === 'toggle') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

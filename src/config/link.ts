/** A run as the hash of a link: a version, and the settings that differ from the defaults. */
import { sha256 } from '@noble/hashes/sha2.js';
import { defaultsFor } from './byKind.ts';
import { PARAM_NAMES, PARAMS, type ParamName } from './params.ts';
import { type ParsedConfig, parseRunConfig } from './parseRunConfig.ts';
import { DEFAULT_CONFIG, RUN_CONFIG_VERSION, type RunConfig } from './runConfig.ts';
import { isViewKey, VIEW_KEYS } from './shown.ts';
import { CONFIG_VERSIONS } from './versions.ts';

const VERSION_KEY = 'v';
/** Drawings are a key of their own: see `data/drawingsText.ts`. */
const DRAWINGS_KEY = 'drawings';
const SUM_KEY = 'sum';
const SUM_LETTERS = 4;

/** '' for the defaults, else '#v=2&schedule=linear&…'. */
export function encodeLink(config: RunConfig): string {
  // A data set is named where it is another than of a page without a link; the rest follows from it.
  const defaults = { ...defaultsFor(config), dataset: DEFAULT_CONFIG.dataset };
  const changed = PARAM_NAMES.filter(
    name => config[name] !== defaults[name] || (name === 'labelDropout' && saysDropout(config)),
  );
  if (changed.length === 0) return '';
  const params = new URLSearchParams({ [VERSION_KEY]: String(RUN_CONFIG_VERSION) });
  for (const name of changed) params.set(name, String(config[name]));
  return `#${params}`;
}

/**
 * Never throws: what cannot be read is left out and reported.
 *
 * @param search the address's '?…', read if the hash is empty.
 */
export function decodeLink(hash: string, search = ''): ParsedConfig {
  const params = paramsOf(hash, search);
  const version = params.get(VERSION_KEY);
  const sum = params.get(SUM_KEY);
  const notices: string[] = [];
  if (sum !== null && sum !== sumOf(params)) {
    notices.push('Part of this link was lost or changed in transit: ask for it again.');
  }
  const known = CONFIG_VERSIONS.find(one => String(one) === version);
  if (version !== null && !known) {
    notices.push(
      `This link is of version '${version.slice(0, 20)}', which this page does not know; it may mean something else here.`,
    );
  }
  for (const key of [VERSION_KEY, DRAWINGS_KEY, SUM_KEY, ...VIEW_KEYS]) params.delete(key);
  const fields: Record<string, unknown> = Object.fromEntries(
    [...params].map(([name, text]) => [name, fromText(name, text)]),
  );
  if (saysDropout(fields) && !('labelDropout' in fields)) fields.labelDropout = 0;
  const { config, problems } = parseRunConfig(fields, known);
  return { config, problems: [...notices, ...problems] };
}

/** `hash` with drawings added, at the end, to keep the settings legible. */
export const withDrawings = (hash: string, drawings: string): string =>
  `${hash || `#${VERSION_KEY}=${RUN_CONFIG_VERSION}`}&${DRAWINGS_KEY}=${drawings}`;

/** The text of the drawings in a link; null if it has none. */
export const drawingsOfLink = (hash: string, search = ''): string | null =>
  paramsOf(hash, search).get(DRAWINGS_KEY);

/** `hash` with a check value, near the start: the end of a link is what gets lost first. */
export const withSum = (hash: string): string =>
  hash.replace(/^#v=[^&]*/, version => `${version}&${SUM_KEY}=${sumOf(paramsOf(hash, ''))}`);

/** `search` without what `decodeLink` reads from it. */
export function withoutSettings(search: string): string {
  const params = new URLSearchParams(search);
  if (!params.has(VERSION_KEY)) return search;
  for (const key of [...params.keys()].filter(isOurs)) params.delete(key);
  return params.size > 0 ? `?${params}` : '';
}

const isOurs = (key: string): boolean =>
  [VERSION_KEY, DRAWINGS_KEY, SUM_KEY].includes(key) || Object.hasOwn(PARAMS, key);

/** Some programs turn '#' into '?', where other parts of the page and other sites have keys of their own. */
function paramsOf(hash: string, search: string): URLSearchParams {
  const said = hash.replace(/^#/, '');
  if (said !== '') return new URLSearchParams(said);
  const params = new URLSearchParams(search);
  return params.has(VERSION_KEY)
    ? new URLSearchParams([...params].filter(([key]) => isOurs(key)))
    : new URLSearchParams();
}

/** Computed from the decoded keys and values: programs in between may write '/' for '%2F'. */
function sumOf(params: URLSearchParams): string {
  const said = [...params].filter(([key]) => key !== SUM_KEY && !isViewKey(key)).map(pair => pair.join('='));
  const hash = sha256(new TextEncoder().encode(said.join('&')));
  const number = new DataView(hash.buffer, hash.byteOffset).getUint32(0) % 36 ** SUM_LETTERS;
  return number.toString(36).padStart(SUM_LETTERS, '0');
}

/** A link with classes always names its label dropout: links from before dropout existed mean none. */
const saysDropout = ({ classConditional }: { readonly classConditional?: unknown }): boolean =>
  classConditional === true;

/** The text converted to its parameter's type; if it does not fit it stays text, for the parser to refuse. */
function fromText(name: string, text: string): unknown {
  const kind = Object.hasOwn(PARAMS, name) ? PARAMS[name as ParamName].kind : null;
  if (kind === 'number') return text.trim() === '' ? text : Number(text);
  if (kind === 'toggle') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

/**
 * What of the page is shown, and how: the part of the address that is no setting of a run. It stands in the query,
 * `?show=noise,timeline&hide=train&embed`, and is read from the hash too, where other keys stand.
 */
import { PARAM_NAMES, type ParamName } from './params.ts';

/** The parts of the pipeline, from left to right. */
export const PARTS = ['data', 'noise', 'denoiser', 'generate'] as const;
export const PLACES = [...PARTS, 'timeline', 'equation'] as const;
export type PlaceName = (typeof PLACES)[number];

export const EXPERIMENT_NAMES = [
  'schedule',
  'inside',
  'stepIn',
  'classes',
  'sideBySide',
  'floor',
  'memory',
  'quality',
  'timeMachine',
  'failures',
] as const;
export type ExperimentName = (typeof EXPERIMENT_NAMES)[number];
export type ShownName = PlaceName | ExperimentName;

/** Controls that are no setting of a run; `more` stands for all settings that are folded away. */
export const CONTROLS = [
  'presets',
  'learn',
  'train',
  'sample',
  'play',
  'device',
  'file',
  'runs',
  'link',
  'keys',
  'theme',
  'more',
] as const;
export type HiddenName = (typeof CONTROLS)[number] | ParamName;

export interface View {
  /** Parts and experiments; null for the whole page. */
  readonly show: readonly ShownName[] | null;
  readonly hide: readonly HiddenName[];
  /** Without header and margins, to stand in a frame of another page. */
  readonly embed: boolean;
  /** Larger type and pictures, for a projector. */
  readonly projector: boolean;
  /** Minutes of rest after which the page starts anew, for an exhibition; null for never. */
  readonly exhibit: number | null;
}

export const WHOLE_PAGE: View = { show: null, hide: [], embed: false, projector: false, exhibit: null };

/** A day. */
const MOST_MINUTES = 1440;

const SHOWN_NAMES: readonly ShownName[] = [...PLACES, ...EXPERIMENT_NAMES];
const HIDDEN_NAMES: readonly HiddenName[] = [...CONTROLS, ...PARAM_NAMES];

/** Of the address's query or hash. */
export const VIEW_KEYS = ['show', 'hide', 'embed', 'projector', 'exhibit'] as const;
type ViewKey = (typeof VIEW_KEYS)[number];

export const isViewKey = (key: string): key is ViewKey => VIEW_KEYS.some(known => known === key);

/** Never throws: a name that the page does not have is left out and reported. */
export function readView(query: string): { readonly view: View; readonly problems: readonly string[] } {
  const params = new URLSearchParams(query);
  const problems: string[] = [];
  const names = <T extends string>(key: 'show' | 'hide', known: readonly T[], hint: string): readonly T[] => {
    const said = (params.get(key) ?? '').split(',').map(name => name.trim());
    return said.flatMap(name => {
      if (name === '') return [];
      const found = known.find(other => other.toLowerCase() === name.toLowerCase());
      if (found !== undefined) return [found];
      problems.push(`The page has nothing called '${name.slice(0, 40)}' to ${key}. ${hint}`);
      return [];
    });
  };
  const show = names('show', SHOWN_NAMES, `It has ${SHOWN_NAMES.join(', ')}.`);
  const hide = names('hide', HIDDEN_NAMES, `It has ${CONTROLS.join(', ')}, and every setting of a link.`);
  const minutes = Number(params.get('exhibit') || Number.NaN);
  const exhibit = minutes > 0 && minutes <= MOST_MINUTES ? minutes : null;
  if (params.has('exhibit') && exhibit === null) {
    problems.push(
      `exhibit should be a number of minutes, up to ${MOST_MINUTES}; the page will not start over by itself.`,
    );
  }
  return {
    view: {
      show: show.length > 0 ? [...new Set(show)] : null,
      hide: [...new Set(hide)],
      embed: says(params, 'embed'),
      projector: says(params, 'projector'),
      exhibit,
    },
    problems,
  };
}

/** Whether a key is there, as `?embed` or `?embed=1`. */
const says = (params: URLSearchParams, key: string): boolean =>
  params.has(key) && !['0', 'false'].includes(params.get(key)!);

/** `link` with these keys of the view; null removes one. The commas stay legible. */
function withView(link: string, keys: Readonly<Partial<Record<ViewKey, string | null>>>): string {
  const url = new URL(link);
  for (const key of VIEW_KEYS) if (key in keys) url.searchParams.delete(key);
  const said = VIEW_KEYS.flatMap(key => {
    const value = keys[key];
    return value === undefined || value === null ? [] : [value === '' ? key : `${key}=${value}`];
  });
  url.search = [url.search.slice(1), ...said].filter(part => part !== '').join('&');
  return url.href;
}

/** The link to the whole page with the same settings. */
export const wholePage = (link: string): string => withView(link, { show: null, hide: null, embed: null });

/** Keys of the query for what lies beside the parts: the text, and the open experiment. */
const BESIDE = ['learn', 'lesson', 'step', 'lab'] as const;

/** What a frame may hide, with the parts where it stands; the header's controls are never in a frame. */
const IN_FRAMES = {
  dataset: ['data'],
  schedule: ['noise'],
  target: ['denoiser'],
  train: ['denoiser', 'timeline'],
  sampler: ['generate'],
  samplingSteps: ['generate'],
  sample: ['generate'],
  more: PARTS,
  play: ['timeline'],
} as const satisfies { readonly [K in HiddenName]?: readonly PlaceName[] };
export type FrameControl = keyof typeof IN_FRAMES;

/** The controls of a frame that shows these parts. */
export function controlsInFrame(show: readonly ShownName[]): readonly FrameControl[] {
  const names = Object.keys(IN_FRAMES) as FrameControl[];
  return names.filter(name => IN_FRAMES[name].some(place => show.includes(place)));
}

/** The HTML that shows these parts of the page in another, without these controls. */
export function embedCode(link: string, show: readonly ShownName[], hide: readonly HiddenName[]): string {
  const url = new URL(
    withView(link, { show: null, hide: null, embed: null, projector: null, exhibit: null }),
  );
  for (const key of BESIDE) url.searchParams.delete(key);
  const hidden = hide.length > 0 ? hide.join(',') : null;
  const src = withView(url.href, { show: show.join(','), hide: hidden, embed: '' }).replaceAll('&', '&amp;');
  return `<iframe src="${src}" title="Diffusion Playground" width="100%" height="${heightOf(show)}" loading="lazy" style="border: 0"></iframe>`;
}

/** Pixels that the parts need beside each other, as on a wide page; a person who embeds them will change it. */
function heightOf(show: readonly ShownName[]): number {
  const has = (name: ShownName) => show.includes(name);
  const parts = PARTS.some(has) ? 560 : 0;
  const experiments = EXPERIMENT_NAMES.some(has) ? 720 : 0;
  return parts + (has('timeline') ? 110 : 0) + (has('equation') ? 170 : 0) + experiments + 30;
}

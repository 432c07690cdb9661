/** What a parameter is: a row that drives its control, its help, its default, its limits and its place in the link. */
import type { DatasetName } from '../../data/names.ts';
import type { DenoiserName } from '../../diffusion/names.ts';
import type { SamplerName } from '../../diffusion/samplers/registry.ts';
import type { ScheduleName } from '../../diffusion/schedules/registry.ts';

/**
 * What a change makes stale: 'restart' throws the trained weights away, 'live' takes effect at the next training
 * step, 'sample' only changes how samples are drawn, 'view' only what is shown.
 */
type Affects = 'restart' | 'live' | 'sample' | 'view';

/** The settings that decide whether others mean anything. */
export interface Others {
  readonly dataset: DatasetName;
  readonly schedule: ScheduleName;
  readonly classConditional: boolean;
  readonly classEmbeds: number;
  readonly sampler: SamplerName;
  readonly eta: number;
  readonly denoiser: DenoiserName;
}

interface Row<K extends string> {
  readonly kind: K;
  readonly label: string;
  /** One plain sentence or two: what it is and what to expect on changing it. */
  readonly help: string;
  readonly affects: Affects;
  /** Where it means nothing otherwise: when it does. */
  readonly usedWhen?: (others: Others) => boolean;
  /** Comes with files and links only; the page says it where it is not as usual. */
  readonly rare?: true;
}
export interface NumberRow extends Row<'number'> {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer: boolean;
  /** 'log' moves a slider by factors. */
  readonly scale: 'linear' | 'log';
}
export interface ChoiceRow<T extends string> extends Row<'choice'> {
  readonly default: T;
  readonly options: readonly T[];
  /** What the option is called on screen. */
  readonly labels: Readonly<Record<T, string>>;
}
export interface ToggleRow extends Row<'toggle'> {
  readonly default: boolean;
}
/** A subset of the digits as a sorted string, '0123456789' for all. */
export interface DigitsRow extends Row<'digits'> {
  readonly default: string;
}
/** The points of a curve of alpha-bar, as text: see `formatCurve`. */
export interface CurveRow extends Row<'curve'> {
  readonly default: string;
}
/** A text of a certain form, with some on offer. */
export interface TextRow extends Row<'text'> {
  readonly default: string;
  readonly options: readonly string[];
  /** What an option is called on screen. */
  readonly labels: Readonly<Record<string, string>>;
  /** What the text should be, where it is something else; null where it is right. */
  readonly problem: (text: string) => string | null;
}
/** Digits in any order, each as often as one likes: at most as many as there are pictures. */
export interface SequenceRow extends Row<'sequence'> {
  readonly default: string;
}

export const number = (row: Omit<NumberRow, 'kind'>): NumberRow => ({ kind: 'number', ...row });
export const choice = <T extends string>(row: Omit<ChoiceRow<T>, 'kind'>): ChoiceRow<T> => ({
  kind: 'choice',
  ...row,
});
export const toggle = (row: Omit<ToggleRow, 'kind'>): ToggleRow => ({ kind: 'toggle', ...row });
export const digits = (row: Omit<DigitsRow, 'kind'>): DigitsRow => ({ kind: 'digits', ...row });
export const curve = (row: Omit<CurveRow, 'kind'>): CurveRow => ({ kind: 'curve', ...row });

export const text = (row: Omit<TextRow, 'kind'>): TextRow => ({ kind: 'text', ...row });

export const sequence = (row: Omit<SequenceRow, 'kind'>): SequenceRow => ({ kind: 'sequence', ...row });

export const integer = { integer: true, scale: 'linear', step: 1 } as const;
export const real = { integer: false, scale: 'linear' } as const;

/** The options and labels of a choice among rows of a registry. */
export const chosenFrom = <T extends string>(rows: Readonly<Record<T, { readonly label: string }>>) => {
  const options = Object.keys(rows) as T[];
  const labels = Object.fromEntries(options.map(id => [id, rows[id].label])) as Record<T, string>;
  return { options, labels };
};

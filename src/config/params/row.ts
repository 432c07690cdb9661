/** A parameter's row: it defines the control, help, default, limits and place in the link. */
import { type DataSetName, isPlane } from '../../data/sets/registry.ts';
import type { DenoiserName, SpacingName } from '../../diffusion/names.ts';
import type { SamplerName } from '../../diffusion/samplers/registry.ts';
import type { ScheduleName } from '../../diffusion/schedules/registry.ts';

/**
 * What a change affects: 'restart' discards the trained weights, 'live' takes effect at the next training step,
 * 'sample' changes only how samples are drawn, 'view' only what is shown.
 */
type Affects = 'restart' | 'live' | 'sample' | 'view';

/** The settings that decide whether others apply. */
export interface Others {
  readonly dataset: DataSetName;
  readonly pictures: string;
  readonly schedule: ScheduleName;
  readonly classConditional: boolean;
  readonly classEmbeds: number;
  readonly sampler: SamplerName;
  readonly eta: number;
  readonly spacing: SpacingName;
  readonly clipX0: boolean;
  readonly denoiser: DenoiserName;
}

interface Row<K extends string> {
  readonly kind: K;
  readonly label: string;
  /** One or two plain sentences: what it is, and what a change does. */
  readonly help: string;
  readonly affects: Affects;
  /** When it applies; always if left out. */
  readonly usedWhen?: (others: Others) => boolean;
  /** Set by files and links only; the page shows it if it is not the default. */
  readonly rare?: true;
}
export interface NumberRow extends Row<'number'> {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer: boolean;
  /** 'log': the slider moves by factors. */
  readonly scale: 'linear' | 'log';
  /** Default and limit for points in the plane, where others are better, and words where it counts points there. */
  readonly points?: {
    readonly default: number;
    readonly max: number;
    readonly words?: { readonly label: string; readonly help: string };
  };
}
export interface ChoiceRow<T extends string> extends Row<'choice'> {
  readonly default: T;
  readonly options: readonly T[];
  /** The options' names on the screen. */
  readonly labels: Readonly<Record<T, string>>;
}
export interface ToggleRow extends Row<'toggle'> {
  readonly default: boolean;
}
/** A subset of the digits as a sorted string, '0123456789' for all. */
export interface DigitsRow extends Row<'digits'> {
  readonly default: string;
}
/** A curve of alpha-bar, as text: see `formatCurve`. */
export interface CurveRow extends Row<'curve'> {
  readonly default: string;
}
/** A text of a certain form, with a few options to choose from. */
export interface TextRow extends Row<'text'> {
  readonly default: string;
  readonly options: readonly string[];
  /** The options' names on the screen. */
  readonly labels: Readonly<Record<string, string>>;
  /** What the text should be, if it is something else; null if it is valid. */
  readonly problem: (text: string) => string | null;
}
/** Classes in any order, repeats allowed: see `config/classSequence.ts`. */
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

/** For rows that only networks for points, or only those for pictures have. */
export const inPlane = (others: Others): boolean => isPlane(others);
export const ofPictures = (others: Others): boolean => !isPlane(others);

/** The options and labels of a choice from a registry. */
export const chosenFrom = <T extends string>(rows: Readonly<Record<T, { readonly label: string }>>) => {
  const options = Object.keys(rows) as T[];
  const labels = Object.fromEntries(options.map(id => [id, rows[id].label])) as Record<T, string>;
  return { options, labels };
};

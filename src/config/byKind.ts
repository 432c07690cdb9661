/** What depends on the kind of the data: points in the plane have other defaults and limits for a few settings. */
import { type DataSetName, isPlane } from '../data/sets/registry.ts';
import type { NumberRow } from './params/row.ts';
import { PARAM_NAMES, PARAMS, type ParamName } from './params.ts';
import { DEFAULT_CONFIG, type RunConfig } from './runConfig.ts';

interface OfSet {
  readonly dataset: DataSetName;
}

const ofPoints = (name: ParamName): NumberRow['points'] => {
  const row = PARAMS[name];
  return row.kind === 'number' ? row.points : undefined;
};

const PLANE_DEFAULTS: Partial<RunConfig> = Object.fromEntries(
  PARAM_NAMES.flatMap(name => {
    const points = ofPoints(name);
    return points ? [[name, points.default]] : [];
  }),
);

/** Every setting's default beside this data set. */
export const defaultsFor = ({ dataset }: OfSet): RunConfig =>
  isPlane({ dataset }) ? { ...DEFAULT_CONFIG, ...PLANE_DEFAULTS } : DEFAULT_CONFIG;

/** The most that a setting may be beside this data set. */
export function mostOf(name: ParamName, set: OfSet): number {
  const row = PARAMS[name];
  if (row.kind !== 'number') throw new Error(`'${name}' is no number.`);
  return (isPlane(set) && row.points?.max) || row.max;
}

/** What a setting is called beside this data set, and what it does. */
export function wordsOf(name: ParamName, set: OfSet): { readonly label: string; readonly help: string } {
  return (isPlane(set) && ofPoints(name)?.words) || PARAMS[name];
}

/** `config` with `wanted`; where that is data of another kind, settings at their default get the new kind's. */
export function withKind(config: RunConfig, wanted: Partial<RunConfig>): RunConfig {
  const changed = { ...config, ...wanted };
  if (isPlane(config) === isPlane(changed)) return changed;
  const [before, after] = [defaultsFor(config), defaultsFor(changed)];
  const moved = PARAM_NAMES.filter(name => !(name in wanted) && config[name] === before[name]);
  return { ...changed, ...Object.fromEntries(moved.map(name => [name, after[name]])) };
}

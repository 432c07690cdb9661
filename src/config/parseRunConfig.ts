/** Parses any input into a valid configuration: what does not fit falls back to its default and is reported. */
import * as v from 'valibot';
import { DATA_SETS, type DataSetName } from '../data/sets/registry.ts';
import { curveProblem } from '../diffusion/schedules/curve.ts';
import { mostOf } from './byKind.ts';
import { sequenceProblem } from './classSequence.ts';
import { makeConsistent } from './consistency.ts';
import { PARAM_NAMES, PARAMS, type ParamName } from './params.ts';
import { DEFAULT_CONFIG, RUN_CONFIG_VERSION, type RunConfig } from './runConfig.ts';
import { type ConfigVersion, defaultsOfVersion } from './versions.ts';

export interface ParsedConfig {
  readonly config: RunConfig;
  /** One plain sentence for each value that was not accepted. */
  readonly problems: readonly string[];
}

/** Each digit at most once, in order. */
const DIGITS = /^0?1?2?3?4?5?6?7?8?9?$/;

function schemaOf(name: ParamName, dataset: DataSetName): v.GenericSchema {
  const row = PARAMS[name];
  switch (row.kind) {
    case 'number':
      return v.pipe(
        v.number('a number'),
        v.check(
          n => Number.isFinite(n) && (!row.integer || Number.isInteger(n)),
          row.integer ? 'a whole number' : 'a finite number',
        ),
        v.minValue(row.min, `at least ${row.min}`),
        v.maxValue(mostOf(name, { dataset }), `at most ${mostOf(name, { dataset })}`),
      );
    case 'choice':
      return v.picklist(row.options, `one of ${row.options.join(', ')}`);
    case 'toggle':
      return v.boolean('true or false');
    case 'sequence':
      return v.pipe(
        v.string('digits'),
        v.rawCheck(({ dataset, addIssue }) => {
          const problem = dataset.typed && sequenceProblem(dataset.value);
          if (problem) addIssue({ message: problem });
        }),
      );
    case 'digits':
      return v.pipe(
        v.string('digits'),
        v.nonEmpty('at least one digit'),
        v.regex(DIGITS, 'digits in order, each once'),
      );
    case 'text':
      return v.pipe(
        v.string('a text'),
        v.rawCheck(({ dataset, addIssue }) => {
          const problem = dataset.typed && row.problem(dataset.value);
          if (problem) addIssue({ message: problem });
        }),
      );
    case 'curve':
      return v.pipe(
        v.string('the points of a curve'),
        v.rawCheck(({ dataset, addIssue }) => {
          const problem = dataset.typed && curveProblem(dataset.value);
          if (problem) addIssue({ message: problem });
        }),
      );
  }
}

const schemasFor = (dataset: DataSetName) =>
  Object.fromEntries(PARAM_NAMES.map(name => [name, schemaOf(name, dataset)])) as Record<
    ParamName,
    v.GenericSchema
  >;

const DATA_SET_NAMES = Object.keys(DATA_SETS) as DataSetName[];
const SCHEMAS = new Map(DATA_SET_NAMES.map(dataset => [dataset, schemasFor(dataset)]));

const isParamName = (name: string): name is ParamName => Object.hasOwn(PARAMS, name);

/** @param input a partial configuration from outside; what it leaves out gets its default in `version`. */
export function parseRunConfig(input: unknown, version: ConfigVersion = RUN_CONFIG_VERSION): ParsedConfig {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { config: DEFAULT_CONFIG, problems: ['This is not a configuration; the defaults are used.'] };
  }
  const { taken, problems } = readSettings(input, version);
  const defaults = defaultsOfVersion(version, { ...DEFAULT_CONFIG, ...taken });
  const { config, changes } = makeConsistent({ ...defaults, ...taken });
  return { config, problems: [...problems, ...changes] };
}

/** Checks each setting on its own: returns the valid ones, and a sentence for each invalid one. */
export function readSettings(
  input: object,
  version: ConfigVersion = RUN_CONFIG_VERSION,
): {
  readonly taken: Partial<RunConfig>;
  readonly problems: readonly string[];
} {
  const dataset = DATA_SET_NAMES.find(id => 'dataset' in input && input.dataset === id);
  const schemas = SCHEMAS.get(dataset ?? DEFAULT_CONFIG.dataset)!;
  const problems: string[] = [];
  const taken: Partial<Record<ParamName, unknown>> = {};
  for (const [name, value] of Object.entries(input)) {
    if (!isParamName(name)) {
      problems.push(`There is no setting called '${shorten(name)}'; it was left out.`);
      continue;
    }
    const result = v.safeParse(schemas[name], name === 'normGroups' ? asNumber(value) : value);
    if (result.success) taken[name] = result.output;
    else {
      const wanted = result.issues[0].message;
      const used = String(defaultsOfVersion(version, { dataset: dataset ?? DEFAULT_CONFIG.dataset })[name]);
      const outcome = used === '' ? 'it was left out' : `${used} is used`;
      problems.push(`${PARAMS[name].label} should be ${wanted}, not '${shorten(value)}'; ${outcome}.`);
    }
  }
  return { taken: taken as Partial<RunConfig>, problems };
}

/** Old runs were saved with this setting as a text. */
const asNumber = (value: unknown): unknown => (value === '4' || value === '8' ? Number(value) : value);

/** Shortens outside text for a notice. */
function shorten(value: unknown): string {
  const text = String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

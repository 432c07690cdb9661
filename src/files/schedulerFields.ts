/** Options of diffusers' schedulers that the page does not have at all: taken as their nearest, and said. */

type Fields = Readonly<Record<string, unknown>>;

interface Replaced {
  readonly name: string;
  readonly is: (value: unknown) => boolean;
  readonly by: unknown;
  readonly why: string;
}

const isOn = (value: unknown): boolean => value === true;
const differently = 'so samples differ a little';

const REPLACED: readonly Replaced[] = [
  {
    name: 'variance_type',
    is: value => value === 'learned' || value === 'learned_range',
    by: 'fixed_small',
    why: 'the learned variance is not used, and the smaller fixed one is',
  },
  {
    name: 'algorithm_type',
    is: value => value !== 'dpmsolver++' && value !== 'deis' && value !== undefined,
    by: 'dpmsolver++',
    why: `here it is dpmsolver++, ${differently}`,
  },
  {
    name: 'solver_type',
    is: value => value !== undefined && !['midpoint', 'heun', 'logrho', 'bh1', 'bh2'].includes(String(value)),
    by: 'midpoint',
    why: `here it is midpoint, ${differently}`,
  },
  ...[
    'use_exponential_sigmas',
    'use_beta_sigmas',
    'use_flow_sigmas',
    'use_dynamic_shifting',
    'invert_sigmas',
  ].map(name => ({ name, is: isOn, by: false, why: `here it is off, ${differently}` })),
];

/** @returns the fields as the page has them, and a sentence for each that it has not. */
export function knownFields(fields: Fields): { readonly fields: Fields; readonly notes: readonly string[] } {
  const replaced = REPLACED.filter(({ name, is }) => is(fields[name]));
  return {
    fields: { ...fields, ...Object.fromEntries(replaced.map(({ name, by }) => [name, by])) },
    notes: replaced.map(({ name, why }) => `The file’s ${name} is ${String(fields[name])}: ${why}.`),
  };
}

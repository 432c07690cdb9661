/** KaTeX can set the equations of every schedule, sampler and target. */
import katex from 'katex';
import { expect, it } from 'vitest';
import { SAMPLERS } from '../../src/diffusion/samplers/registry.ts';
import { SCHEDULES } from '../../src/diffusion/schedules/registry.ts';
import { TARGETS } from '../../src/diffusion/targets/registry.ts';
import { colourSymbols } from '../../src/ui/symbols.ts';

const equations = [
  ...Object.values(SCHEDULES).map(({ id, tex }) => [`schedule ${id}`, tex] as const),
  ...Object.values(SAMPLERS).map(({ id, tex }) => [`sampler ${id}`, tex] as const),
  ...Object.values(TARGETS).map(({ id, tex, definition }) => [`target ${id}`, definition ?? tex] as const),
];

it.each(equations)('%s', (_, tex) => {
  const options = {
    throwOnError: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }: { command: string }) => command === '\\htmlClass',
  } as const;
  expect(katex.renderToString(colourSymbols(tex), options)).toContain('katex');
});

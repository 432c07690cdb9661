/** Typesets the formulas of the opening page in the build, so that it needs no KaTeX to show them. */
import type { Plugin } from 'vite';
import { OPENING_FORMULAS } from '../src/ui/formulas/opening.ts';
import { typeset } from '../src/ui/formulas/typeset.ts';

const NAME = 'virtual:typeset-opening';
const RESOLVED = `\0${NAME}`;

const written = (block: boolean): string =>
  JSON.stringify(
    Object.fromEntries(
      OPENING_FORMULAS.filter(formula => formula.block === block).map(({ tex }) => [
        tex,
        typeset(tex, block),
      ]),
    ),
  );

export function typesetOpening(): Plugin {
  return {
    name: 'typeset-opening',
    resolveId: id => (id === NAME ? RESOLVED : null),
    load: id =>
      id === RESOLVED
        ? `export const block = ${written(true)};\nexport const inline = ${written(false)};\n`
        : null,
  };
}

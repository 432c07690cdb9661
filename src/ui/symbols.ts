/** The page's symbols: how each is written, and the class that colours it. */

export type SymbolName = 'x0' | 'eps' | 'xt' | 'x0Hat' | 'epsHat' | 'z' | 'other';

export const SYMBOL_CLASS: { readonly [K in SymbolName]: string } = {
  x0: 'sym-x0',
  eps: 'sym-eps',
  xt: 'sym-xt',
  x0Hat: 'sym-x0-hat',
  epsHat: 'sym-eps-hat',
  z: 'sym-z',
  other: 'sym-other',
};

/** The symbols in LaTeX; those with hats first, since they contain the others. */
const IN_TEX: readonly (readonly [SymbolName, string])[] = [
  ['x0Hat', String.raw`\\hat\s*\{?\s*x_0\}?`],
  ['epsHat', String.raw`\\hat\s*\{?\s*\\varepsilon\}?`],
  ['x0', '(?<![A-Za-z])x_0'],
  ['xt', String.raw`(?<![A-Za-z])x_(?:t|T|\{t\}|\{t-1\}|\{t'\}|\{\\text\{next\}\})`],
  ['eps', String.raw`\\varepsilon(?![A-Za-z])`],
  ['z', String.raw`(?<![A-Za-z\\])z(?![A-Za-z])`],
];
const ANY_SYMBOL = new RegExp(IN_TEX.map(([, pattern]) => `(${pattern})`).join('|'), 'g');

/** Colours every symbol of a formula. */
export function colourSymbols(tex: string): string {
  return tex.replace(ANY_SYMBOL, (found: string, ...groups: unknown[]) => {
    const which = groups.indexOf(found);
    return `\\htmlClass{${SYMBOL_CLASS[IN_TEX[which]![0]]}}{${found}}`;
  });
}

/** x_t's colour: x0's and eps's, mixed in their proportions. */
export function mixColour({ signal, noise }: { readonly signal: number; readonly noise: number }): string {
  const share = (100 * signal) / (signal + noise);
  return `color-mix(in oklab, var(--x0) ${share.toFixed(1)}%, var(--eps))`;
}

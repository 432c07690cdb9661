/** The formulas on the screen when the page opens. The build typesets them: see scripts/typesetOpeningPlugin.ts. */

export interface OpeningFormula {
  readonly tex: string;
  readonly block: boolean;
}

const INLINE = [
  't',
  'x_t',
  'x_0',
  String.raw`\hat x_0`,
  String.raw`\varepsilon`,
  String.raw`\hat\varepsilon`,
  String.raw`\sqrt{\bar\alpha_t}`,
  String.raw`\sqrt{1-\bar\alpha_t}`,
];

/** Ho et al. 2020, eq. 4. */
export const CLOSED_FORM = String.raw`x_t = \sqrt{\bar\alpha_t}\;x_0 + \sqrt{1-\bar\alpha_t}\;\varepsilon,\quad \varepsilon\sim\mathcal N(0, I)`;

export const OPENING_FORMULAS: readonly OpeningFormula[] = [
  ...INLINE.map(tex => ({ tex, block: false })),
  { tex: CLOSED_FORM, block: true },
];

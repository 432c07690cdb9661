import type { SamplerRow } from '../../diffusion/samplerRow.ts';
import { Facts } from '../Facts.tsx';
import { Formula } from '../Formula.tsx';

interface Props {
  readonly row: SamplerRow;
  readonly kind: 'vp' | 'flow';
  /** False where sigma_t z is left out on purpose. */
  readonly addNoise: boolean;
}

/** The step that leads on from the frame shown: its equation with its own numbers, and where it stands. */
export function StepEquation({ row, kind, addNoise }: Props) {
  const sigma = addNoise ? row.cNoise : 0;
  const [symbol, level] = kind === 'vp' ? (['ᾱ', row.signal ** 2] as const) : (['s', row.noise] as const);
  const facts = [
    ['t', String(row.t)],
    [symbol, level.toFixed(4)],
    ['times xₜ', row.cXt.toFixed(4)],
    ['times x̂₀', row.cX0.toFixed(4)],
    ['times ε̂', row.cEps.toFixed(4)],
    ['noise σₜ', sigma.toFixed(4)],
  ] as const;
  return (
    <div className="stack">
      <Formula block tex={stepTex(row, sigma)} />
      <Facts facts={facts} />
    </div>
  );
}

/** Only the terms that the sampler has, each with its number. */
function stepTex(row: SamplerRow, sigma: number): string {
  const terms: readonly (readonly [number, string])[] = [
    [row.cXt, 'x_t'],
    [row.cX0, String.raw`\hat x_0`],
    [row.cX0Prev, String.raw`\hat x_0'`],
    [row.cX0Prev2, String.raw`\hat x_0''`],
    [row.cEps, String.raw`\hat\varepsilon`],
    [sigma, 'z'],
  ];
  const sum = terms
    .filter(([coefficient]) => coefficient !== 0)
    .map(([coefficient, name], i) => {
      const sign = coefficient < 0 ? '-' : i > 0 ? '+' : '';
      return `${sign}${Math.abs(coefficient).toFixed(3)}\\,${name}`;
    })
    .join(' ');
  return String.raw`x_{\text{next}} = ${sum || '0'}`;
}

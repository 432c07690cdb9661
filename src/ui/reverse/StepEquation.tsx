import type { SamplerRow } from '../../diffusion/samplerRow.ts';
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
  const level = kind === 'vp' ? ['ᾱ', row.signal ** 2] : ['s', row.noise];
  const facts = [
    ['t', String(row.t)],
    [level[0], (level[1] as number).toFixed(4)],
    ['times xₜ', row.cXt.toFixed(4)],
    ['times x̂₀', row.cX0.toFixed(4)],
    ['times ε̂', row.cEps.toFixed(4)],
    ['noise σₜ', sigma.toFixed(4)],
  ] as const;
  return (
    <div className="stack step-equation">
      <Formula block tex={stepTex(row, sigma)} />
      <dl className="facts step-facts numbers">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
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

import type { ParamName } from '../../config/params.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { ParamControl } from '../controls/ParamControl.tsx';
import { useApp } from '../useApp.ts';

/** Settings that mean something for the chosen sampler only. */
const ONLY_WITH: { readonly [K in ParamName]?: (config: RunConfig) => boolean } = {
  eta: ({ sampler }) => sampler === 'ddim',
  solverOrder: ({ sampler }) => sampler === 'dpm++',
  variance: ({ sampler }) => sampler === 'ddpm',
  addNoise: ({ sampler, eta }) => sampler === 'ddpm' || (sampler === 'ddim' && eta > 0),
  sampleDigits: ({ classConditional }) => classConditional,
};

const FIRST = ['sampler', 'samplingSteps', 'eta', 'solverOrder', 'addNoise', 'sampleDigits'] as const;
const MORE = ['sampleCount', 'weights', 'variance', 'spacing', 'clipX0'] as const;

export function SamplerSettings() {
  const config = useApp(state => state.config);
  const controls = (names: readonly ParamName[]) =>
    names
      .filter(name => ONLY_WITH[name]?.(config) ?? true)
      .map(name => <ParamControl key={name} name={name} />);
  return (
    <>
      {controls(FIRST)}
      <details>
        <summary>More settings</summary>
        <div className="stack">{controls(MORE)}</div>
      </details>
    </>
  );
}

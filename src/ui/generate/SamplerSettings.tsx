import type { ParamName } from '../../config/params.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { ParamControl } from '../controls/ParamControl.tsx';
import { MoreSettings } from '../screen/MoreSettings.tsx';
import { useApp } from '../useApp.ts';
import { Algorithm } from './Algorithm.tsx';

/** Settings that mean something for the chosen sampler only. */
const ONLY_WITH: { readonly [K in ParamName]?: (config: RunConfig) => boolean } = {
  eta: ({ sampler }) => sampler === 'ddim',
  solverOrder: ({ sampler }) => sampler === 'dpm++',
  variance: ({ sampler }) => sampler === 'ddpm',
  addNoise: ({ sampler, eta }) => sampler === 'ddpm' || (sampler === 'ddim' && eta > 0),
  sampleDigits: ({ classConditional }) => classConditional,
  guidanceScale: ({ classConditional }) => classConditional,
  weights: ({ denoiser }) => denoiser === 'network',
};

const FIRST = ['sampler', 'samplingSteps'] as const;
const MORE = [
  'eta',
  'solverOrder',
  'addNoise',
  'sampleDigits',
  'guidanceScale',
  'sampleCount',
  'denoiser',
  'weights',
  'variance',
  'spacing',
  'clipX0',
] as const;

function useControls(names: readonly ParamName[]) {
  const config = useApp(state => state.config);
  return names
    .filter(name => ONLY_WITH[name]?.(config) ?? true)
    .map(name => <ParamControl key={name} name={name} />);
}

export function SamplerSettings() {
  return useControls(FIRST);
}

export function MoreSamplerSettings() {
  const controls = useControls(MORE);
  return (
    <MoreSettings of="Generate">
      {controls}
      <Algorithm />
    </MoreSettings>
  );
}

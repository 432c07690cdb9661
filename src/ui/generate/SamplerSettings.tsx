import { ParamControl } from '../controls/ParamControl.tsx';
import { MoreSettings } from '../screen/MoreSettings.tsx';
import { Algorithm } from './Algorithm.tsx';

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

export function SamplerSettings() {
  return FIRST.map(name => <ParamControl key={name} name={name} />);
}

export function MoreSamplerSettings() {
  return (
    <MoreSettings of="Generate">
      {MORE.map(name => (
        <ParamControl key={name} name={name} />
      ))}
      <Algorithm />
    </MoreSettings>
  );
}

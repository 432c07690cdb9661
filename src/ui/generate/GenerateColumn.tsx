import { Previews } from '../denoiser/Previews.tsx';
import { Column } from '../screen/Column.tsx';
import { DrawnBy } from './DrawnBy.tsx';
import { GenerateViewer } from './GenerateViewer.tsx';
import { SampleButtons } from './SampleButtons.tsx';
import { MoreSamplerSettings, SamplerSettings } from './SamplerSettings.tsx';
import './generate.css';

/** From nothing but noise to pictures. */
export function GenerateColumn() {
  return (
    <Column
      part="generate"
      title="Generate"
      lesson="From nothing but noise, a little towards the guess at each step"
    >
      <div className="sampler-settings">
        <SamplerSettings />
      </div>
      <div className="generate-buttons">
        <SampleButtons />
        <MoreSamplerSettings />
        <DrawnBy />
      </div>
      <GenerateViewer />
      <Previews />
    </Column>
  );
}

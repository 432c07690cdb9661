import { Previews } from '../denoiser/Previews.tsx';
import { Column } from '../screen/Column.tsx';
import { DrawnBy } from './DrawnBy.tsx';
import { GenerateViewer } from './GenerateViewer.tsx';
import { SampleButtons } from './SampleButtons.tsx';
import { MoreSamplerSettings, SamplerSettings } from './SamplerSettings.tsx';
import './generate.css';

/** The Generate part: from noise to pictures. */
export function GenerateColumn() {
  return (
    <Column part="generate" title="Generate" lesson="Turns noise into pictures, step by step">
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

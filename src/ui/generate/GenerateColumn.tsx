import { Previews } from '../denoiser/Previews.tsx';
import { planeInView } from '../plane/planePoints.ts';
import { Column } from '../screen/Column.tsx';
import { useApp } from '../useApp.ts';
import { Unless } from '../view/Unless.tsx';
import { DrawnBy } from './DrawnBy.tsx';
import { GenerateViewer } from './GenerateViewer.tsx';
import { SampleButtons } from './SampleButtons.tsx';
import { MoreSamplerSettings, SamplerSettings } from './SamplerSettings.tsx';
import './generate.css';

/** The Generate part: from noise to pictures. */
export function GenerateColumn() {
  const plane = useApp(planeInView);
  return (
    <Column
      part="generate"
      title="Generate"
      lesson={`Turns noise into ${plane ? 'points' : 'pictures'}, step by step`}
    >
      <div className="sampler-settings">
        <SamplerSettings />
      </div>
      <div className="generate-buttons">
        <Unless hidden="sample">
          <SampleButtons />
        </Unless>
        <MoreSamplerSettings />
        <DrawnBy />
      </div>
      <GenerateViewer />
      <Previews />
    </Column>
  );
}

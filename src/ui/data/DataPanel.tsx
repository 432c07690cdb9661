import { ParamControl } from '../controls/ParamControl.tsx';
import { Panel } from '../Panel.tsx';
import { useApp } from '../useApp.ts';
import { DrawingsEditor } from './DrawingsEditor.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { MnistSample } from './MnistSample.tsx';
import { useFileDrop } from './useFileDrop.ts';
import { useImports } from './useImports.ts';
import './data.css';

/** What the network is to learn: digits to look at, or drawings to make. */
export function DataPanel() {
  const dataset = useApp(state => state.config.dataset);
  const imports = useImports();
  const dropping = useFileDrop(imports.importFiles);

  return (
    <Panel
      number={1}
      title="Data"
      lesson="All that the network will ever see are these pictures of 28 × 28 pixels. It is to make more of their kind."
      className={dropping ? 'data-dropping' : ''}
    >
      <div className="split">
        <aside className="stack data-settings" aria-label="Data settings">
          <ParamControl name="dataset" />
          {dataset === 'drawings' ? (
            <ParamControl name="augment" />
          ) : (
            <>
              <ParamControl name="digits" />
              <ParamControl name="trainImages" />
            </>
          )}
        </aside>
        <div className="stack data-pictures">
          <ImportOutcome {...imports} />
          {dataset === 'drawings' ? <DrawingsEditor onFiles={imports.importFiles} /> : <MnistSample />}
        </div>
      </div>
    </Panel>
  );
}

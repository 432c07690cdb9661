import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { appStore } from '../../store/appStore.ts';
import { drawingsStore } from '../../store/drawingsStore.ts';
import { DrawingsEditor } from './DrawingsEditor.tsx';
import { ImageGrid } from './ImageGrid.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { useFileDrop } from './useFileDrop.ts';
import { useImports } from './useImports.ts';
import './data.css';

interface Props {
  /** The controls of the parameters of the group 'data'. */
  readonly controls: ReactNode;
}

/** What the network is to learn: digits to look at, or drawings to make. */
export function DataPanel({ controls }: Props) {
  const dataset = useStore(appStore, ({ config }) => config.dataset);
  const activeDataset = useStore(appStore, ({ activeConfig }) => activeConfig.dataset);
  const sample = useStore(appStore, ({ images }) => images);
  const imports = useImports();
  const dropping = useFileDrop(imports.importFiles);
  useEffect(() => void drawingsStore.getState().load(), []);

  return (
    <div className="data-panel" data-dropping={dropping}>
      {controls}
      <ImportOutcome {...imports} />
      {dataset === 'drawings' && <DrawingsEditor onFiles={imports.importFiles} />}
      {dataset === 'mnist' && activeDataset === 'mnist' && sample && <ImageGrid {...sample} />}
    </div>
  );
}

import { type ReactNode, useEffect } from 'react';
import type { DatasetName } from '../../data/names.ts';
import { drawingsStore } from '../../store/drawingsStore.ts';
import { DrawingsEditor } from './DrawingsEditor.tsx';
import { ImageGrid } from './ImageGrid.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { useFileDrop } from './useFileDrop.ts';
import { useImports } from './useImports.ts';
import './data.css';

interface Props {
  readonly dataset: DatasetName;
  /** Some images of the data set, [n, 28, 28] bytes; null until the engine has sent them. */
  readonly sample: { readonly pixels: Uint8Array; readonly labels: Uint8Array | null } | null;
  /** The controls of the parameters of the group 'data'. */
  readonly controls: ReactNode;
}

/** What the network is to learn: digits to look at, or drawings to make. */
export function DataPanel({ dataset, sample, controls }: Props) {
  const imports = useImports();
  const dropping = useFileDrop(imports.importFiles);
  useEffect(() => void drawingsStore.getState().load(), []);

  return (
    <div className="data-panel" data-dropping={dropping}>
      {controls}
      <ImportOutcome {...imports} />
      {dataset === 'drawings' && <DrawingsEditor onFiles={imports.importFiles} />}
      {dataset === 'mnist' && sample && <ImageGrid {...sample} />}
    </div>
  );
}
